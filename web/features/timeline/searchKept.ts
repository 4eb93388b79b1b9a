import type { ConversationId } from '../../lib/conversation.ts'
import { foldOnce } from '../../lib/fold.ts'
import type { TimelineModel } from './archiveQuery.ts'
import type { Cache } from './cache.ts'
import { isKept, type KeptRow, keep } from './keptRow.ts'

const MOST = 100

interface Tools {
  readonly timeline: TimelineModel
  readonly cache: Promise<Cache | undefined>
}

/** Case and accents aside. Without a place to keep anything, what is loaded is looked through. */
export async function searchKept(
  { timeline, cache }: Tools,
  conversation: ConversationId,
  words: string,
  isOver: () => boolean,
): Promise<KeptRow[]> {
  const wanted = foldOnce(words.trim())
  const found: KeptRow[] = []
  if (wanted === '') return found
  const look = (row: KeptRow) => {
    if (row.entry.kind === 'message' && found.length < MOST && foldOnce(row.entry.text).includes(wanted))
      found.push(row)
  }
  const kept = await cache
  if (kept) {
    await kept.flush()
    await kept.scan(conversation, look, () => found.length >= MOST || isOver())
    return found
  }
  const { entries } = timeline.of(conversation)
  for (const key of entries.keys().toReversed()) {
    const entry = entries.get(key)
    if (entry && isKept(entry)) look(keep(conversation, entry, entries.orderOf(key) ?? entry.at))
  }
  return found
}
