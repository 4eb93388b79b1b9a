import type { ChatMessage } from '#protocol/chat.ts'
import { type Arrival, authorOf, type Unshown } from './entry.ts'
import type { Strike } from './strikes.ts'
import { wordsInstead } from './unshown.ts'

/** What is read of any message, live or of the past. */
export type Said = Pick<
  ChatMessage,
  | 'content'
  | 'id'
  | 'originId'
  | 'stanzaIds'
  | 'replace'
  | 'delay'
  | 'occupantId'
  | 'retract'
  | 'tombstone'
  | 'markable'
  | 'oob'
> & { readonly echo?: true | undefined; readonly failed?: Unshown | undefined }

function timeOf({ delay }: Said, now: number): Pick<Arrival, 'at' | 'delayed'> {
  const said = delay ? Date.parse(delay.when) : Number.NaN
  // Whole seconds count as their end, after the rest of them; a clock that runs ahead puts nothing into the future.
  const isWhole = delay !== undefined && !/\.\d/u.test(delay.when)
  const at = Math.min(isWhole ? said + 999 : said, now)
  return Number.isNaN(said) ? { at: now } : { at, delayed: true }
}

/** The row that it becomes; undefined where nothing was said with it. */
export function arrivalOf(said: Said, author: string, isOwn: boolean, now: number): Arrival | undefined {
  const { content = said.failed ? wordsInstead(said.failed) : said.tombstone && '' } = said
  if (content === undefined) return undefined
  const { id = said.originId, originId } = said
  return {
    kind: 'message',
    author,
    own: isOwn,
    text: content,
    ...(said.tombstone ? { removed: { how: 'gone' as const } } : {}),
    ...(said.failed ? { failed: said.failed } : {}),
    ...timeOf(said, now),
    ...(id ? { id } : {}),
    ...(originId && originId !== id ? { originId } : {}),
    ...(said.stanzaIds?.[0] ? { archiveId: said.stanzaIds[0].id } : {}),
    ...(said.occupantId ? { occupantId: said.occupantId } : {}),
    ...(said.replace ? { replace: said.replace } : {}),
    ...(said.oob?.url === content && content ? { oob: true as const } : {}),
    ...(isOwn ? { delivery: said.echo ? ('sending' as const) : ('sent' as const) } : {}),
    ...(said.markable && !isOwn ? { markable: true as const } : {}),
  }
}

/** What it takes back. */
export function strikeOf({ retract, occupantId }: Said, author: string, own: boolean): Strike | undefined {
  const ids = [retract?.id, retract?.originId].filter((id) => id !== undefined)
  if (ids.length === 0) return undefined
  const by = authorOf({ author, own, ...(occupantId ? { occupantId } : {}) })
  return { author: by, ids, removal: { how: 'back' } }
}
