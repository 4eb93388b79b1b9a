import type { ConversationId } from '../../lib/conversation.ts'
import { isBeyondUs } from './better.ts'
import { type Arrival, authorOf, type Entry, type OpenGap } from './entry.ts'
import type { Gap } from './gaps.ts'

/** What of an entry outlives the page. */
type KeptEntry = Omit<Entry, 'key' | 'error' | 'revising' | 'held' | 'delayed' | 'gap'> & {
  readonly gap?: Gap
}

/** A row of the shelf `messages`. */
export interface KeptRow {
  /** The shape of the rest; `MOVES` brings an older one up to this one. */
  readonly v: number
  readonly conversation: ConversationId
  readonly order: number
  readonly entry: KeptEntry
}

export const VERSION = 1
/** From the version that stands at the index to the next one; undefined where nothing can be made of it. */
const MOVES: readonly ((row: KeptRow) => KeptRow | undefined)[] = [() => undefined]

/** Undefined for what can not be read: of a newer page, or not by us. */
export function readKept(
  row: KeptRow | undefined,
  moves: readonly ((row: KeptRow) => KeptRow | undefined)[] = MOVES,
): KeptRow | undefined {
  let now = typeof row?.v === 'number' && row.v <= moves.length ? row : undefined
  for (let version = now?.v ?? 0; now && version < moves.length; version++) now = moves[version]?.(now)
  return typeof now?.entry?.at === 'number' && typeof now.entry.text === 'string' ? now : undefined
}

/** What is still on its way is not the past yet, and a gap that a catch-up closes is none. */
export function isKept(entry: Entry): boolean {
  if (entry.kind === 'gap') return entry.gap !== undefined && !entry.gap.isTail && !entry.gap.kept
  return entry.kind === 'message' && (!entry.own || isBeyondUs(entry.delivery))
}

/** One row a message, whichever tab writes it: by the archive's id, else as the same message would be known again. */
export function rowKey(conversation: ConversationId, entry: Entry): string {
  const { archiveId, gap, id, originId, at, text } = entry
  if (gap) return `${conversation} gap ${gap.from} ${gap.after ?? ''} ${gap.before}`
  if (archiveId !== undefined) return `${conversation} archive ${archiveId}`
  return `${conversation} by ${authorOf(entry)} ${id ?? originId ?? at} ${text}`
}

export function keep(conversation: ConversationId, entry: Entry, order: number): KeptRow {
  const {
    key: _key,
    error: _error,
    revising: _revising,
    held: _held,
    delayed: _delayed,
    gap,
    ...rest
  } = entry
  const {
    state: _state,
    cursor: _cursor,
    isTail: _tail,
    kept: _kept,
    loose: _loose,
    ...rim
  }: Partial<OpenGap> = gap ?? {}
  return { v: VERSION, conversation, order, entry: { ...rest, ...(gap ? { gap: rim as Gap } : {}) } }
}

/** As it arrives from the past. */
export function arrivalOfKept({ entry, order }: KeptRow): Arrival {
  const { replaces, gap: _gap, ...said } = entry
  return { ...said, delayed: true, order, ...(replaces === undefined ? {} : { replace: replaces }) }
}
