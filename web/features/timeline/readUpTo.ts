import { isBeyondUs } from './better.ts'
import type { Timeline } from './timeline.ts'

/**
 * Whoever read one message of ours has read those before it (XEP-0333 §5). A marker for what is not here says nothing,
 * nor does one about what was read already.
 */
export function readUpTo(timeline: Timeline | undefined, id: string): void {
  const marked = timeline?.own(id)
  // What is being said in other words has not been read in them.
  if (!timeline || !marked || marked.revising || marked.delivery === 'read') return
  timeline.deliver(marked, 'read')
  const keys = timeline.entries.keys()
  for (const key of keys.slice(0, keys.indexOf(marked.key)).reverse()) {
    const entry = timeline.entries.get(key)
    if (entry?.delivery === 'read') return
    if (entry?.own && isBeyondUs(entry.delivery)) timeline.deliver(entry, 'read')
  }
}
