import type { Entry } from '../timeline/entry.ts'
import type { Timeline } from '../timeline/timeline.ts'

/** What a look has covered: how far to mark it for one's own devices, and for whom wrote it. */
export interface Heard {
  readonly archived?: Entry
  readonly markable?: Entry
}

/** Rows that are looked at, from the end: who wrote so much alone since then hears of the next look. */
const MOST = 200

/**
 * The newest messages of others, up to a moment: the one that the archive knows, and the one whose author asked.
 * Nothing from `until` on backwards: that was read elsewhere.
 */
export function lastHeard({ entries }: Timeline, at: number, until: string | undefined): Heard {
  let archived: Entry | undefined
  let markable: Entry | undefined
  const keys = entries.keys()
  for (let i = keys.length - 1; i >= Math.max(0, keys.length - MOST); i--) {
    const key = keys[i] as string
    if (key === until || (archived && markable)) break
    const entry = entries.get(key)
    if (!entry || entry.own || entry.kind !== 'message' || entry.at > at) continue
    if (entry.archiveId !== undefined) archived ??= entry
    if (entry.markable && entry.id !== undefined) markable ??= entry
  }
  return { ...(archived ? { archived } : {}), ...(markable ? { markable } : {}) }
}
