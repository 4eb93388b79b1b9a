import type { SlotEntry } from '../lib/slots.tsx'
import type { ModelToken } from '../store/model.ts'
import type { Env } from '../transport/env.ts'

/** A slice of the page: what it keeps, and which places it fills. */
export interface Feature {
  readonly name: string
  readonly models?: readonly ModelToken<unknown, Env>[]
  /** One whose code comes once the page stands. */
  readonly later?: () => Promise<ModelToken<unknown, Env>>
  /** Nobody waits for that code: it comes when everything else is there. */
  readonly isAside?: true
  readonly slots?: readonly SlotEntry[]
}
