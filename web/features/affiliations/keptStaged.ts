import { tabMemory } from '../../lib/storage.ts'
import type { Collection } from '../../store/collection.ts'
import type { Staged } from './staged.ts'

const KEEP_AFTER_MS = 200
const keyOf = (own: string, room: string) => `staged:${own} ${room}`

/** What was staged in this tab, before the page was loaded anew. */
export const stagedBefore = (own: string, room: string): readonly Staged[] =>
  tabMemory.get<Staged[]>(keyOf(own, room)) ?? []

/** Keeps what is staged for a reload; it ends with the tab. */
export function keepStaged(staged: Collection<string, Staged>, own: () => string, room: string): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    clearTimeout(timer)
    timer = undefined
    if (staged.size === 0) tabMemory.delete(keyOf(own(), room))
    else tabMemory.set(keyOf(own(), room), [...staged.values()])
  }
  staged.subscribeAny(() => {
    timer ??= setTimeout(keep, KEEP_AFTER_MS)
  })
  addEventListener('pagehide', () => timer !== undefined && keep())
}
