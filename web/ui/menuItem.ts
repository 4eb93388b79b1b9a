import type { Icon } from './icons.ts'

type Words = {
  id: string
  label: string
  icon?: Icon
  /** A second line, muted. */
  hint?: string
  /** Why it cannot be chosen now, as a sentence. It stays in the menu and says so. */
  disabled?: string
}

export type MenuAction = Words & {
  kind?: 'action'
  tone?: 'danger'
  /** Keys that do the same, as `Mod+K`. */
  shortcut?: string
  /** Makes it one of a choice: the chosen one carries the mark. */
  checked?: boolean
  onSelect: () => void
}

export type MenuItem =
  | MenuAction
  | { kind: 'separator'; id: string }
  | { kind: 'group'; id: string; label: string; items: readonly MenuItem[] }
  | (Words & { kind: 'submenu'; items: readonly MenuItem[] })

/** Given as a function, the items are made when the menu opens and not for every row of a list. */
export type MenuItems = readonly MenuItem[] | (() => readonly MenuItem[])
