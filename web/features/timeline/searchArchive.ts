import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import { foldOnce } from '../../lib/fold.ts'
import type { AskArchive, TimelineModel } from './archiveQuery.ts'
import { authorOf, idsOf, nameOf } from './entry.ts'
import { type KeptRow, VERSION } from './keptRow.ts'
import type { Told } from './model.ts'

/** An archive that finds any of the words, or whatever it has, is not read to its beginning. */
const MOST_PAGES = 3

interface Tools {
  readonly timeline: TimelineModel
  readonly ask: AskArchive
}

/**
 * What the archive finds, newest first, as far as it holds every word: each has its own idea of what a word is.
 * Undefined where it can not be searched, or did not answer.
 */
export async function searchArchive(
  { timeline, ask }: Tools,
  conversation: ConversationId,
  words: string,
  isOver: () => boolean,
): Promise<KeptRow[] | undefined> {
  const target = parseConversation(conversation)
  if (target.kind === 'private') return undefined
  const where = target.kind === 'chat' ? { with: target.jid } : { to: target.room }
  const wanted = foldOnce(words).split(/\s+/u).filter(Boolean)
  const found: KeptRow[] = []
  let before: string | true = true
  for (let page = 0; page < MOST_PAGES && wanted.length > 0 && !isOver(); page++) {
    const answer = await ask({ ...where, text: words.trim() }, { before })
    if (!answer.ok) return page === 0 ? undefined : found
    const { told, first, isWhole } = answer.page
    for (const each of told.toReversed()) {
      const row = each.conversation === conversation ? rowOf(timeline, each) : undefined
      const text = foldOnce(row?.entry.text ?? '')
      if (row && wanted.every((word) => text.includes(word))) found.push(row)
    }
    if (isWhole || first === undefined) break
    before = first
  }
  return found
}

/** Both, newest first; what stands in both, once: as it is kept, or as it was said last. */
export function merged(kept: readonly KeptRow[], archived: readonly KeptRow[]): KeptRow[] {
  const known = new Set(kept.flatMap(namesOf))
  const added = archived.filter((row) => {
    const names = namesOf(row)
    const isNew = !names.some((name) => known.has(name))
    for (const name of names) known.add(name)
    return isNew
  })
  return [...kept, ...added].sort((a, b) => b.order - a.order)
}

function rowOf(timeline: TimelineModel, { conversation, at, archiveId, arrival }: Told): KeptRow | undefined {
  if (!arrival || archiveId === undefined) return undefined
  // The archive may still have what was taken out.
  if (timeline.of(conversation).known(arrival)?.removed) return undefined
  const { replace, order: _order, delayed: _delayed, ...said } = arrival
  const correction = replace === undefined ? {} : { edited: true as const, replaces: replace }
  return { v: VERSION, conversation, order: at, entry: { ...said, archiveId, ...correction } }
}

function namesOf({ entry }: KeptRow): string[] {
  const { archiveId, replaces } = entry
  const ids = [...idsOf(entry), ...(replaces === undefined ? [] : [replaces])]
  const names = ids.map((id) => nameOf(authorOf(entry), id))
  return archiveId === undefined ? names : [...names, `archive ${archiveId}`]
}
