import type { ComponentType } from 'react'

/**
 * Something a person can do to a thing of kind `C`. Toolbars, menus and the jump box read the same lists.
 * `refusal` says in words why it cannot be done now; such an action is shown, disabled, with that sentence.
 */
export interface Action<C> {
  readonly id: string
  readonly label: (context: C) => string
  readonly icon?: ComponentType<{ size?: number | string }>
  readonly tone?: 'danger'
  /** Neighbours with the same group stand together. */
  readonly group?: string
  readonly when?: (context: C) => boolean
  readonly refusal?: (context: C) => string | undefined
  readonly perform: (context: C) => void
}
