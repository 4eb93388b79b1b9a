import type { FailedCheck } from '#protocol/checks.ts'
import type { ProtocolError } from '#protocol/define.ts'
import type { Gap } from './gaps.ts'

/** Where one's own message stands. Others' messages have no delivery. */
export type Delivery = 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'unconfirmed'

/** Why its words are not shown; `author`: it wants to take back what is not its sender's. */
export type Unshown = FailedCheck | 'author'

/** Why there is nothing to read any more. */
export interface Removal {
  /** Taken back by its author, taken out by a moderator, or gone without a word by whom. */
  readonly how: 'back' | 'moderated' | 'gone'
  /** The moderator's nick. */
  readonly by?: string
  readonly reason?: string
}

/** A gap as its row shows it. */
export interface OpenGap extends Gap {
  readonly state: 'open' | 'loading' | 'failed'
  /** Between what was here and now: the archive itself is to be read on, for all its conversations. */
  readonly isTail?: true
  /** The archive's id next to which it is read on; null where only times are left to go by. */
  readonly cursor?: string | null
  /** Rows that came meanwhile, of which no page has said where they stand. */
  readonly loose?: Set<string>
  /** What is missing is kept by this browser, between these orders (exclusive). */
  readonly kept?: { readonly above: number; readonly below: number }
}

/** One line of a conversation: something said, something that the room tells, or what is not loaded between two. */
export interface Entry {
  readonly key: string
  readonly kind: 'message' | 'notice' | 'gap'
  /** The message's own id, which receipts and corrections name. */
  readonly id?: string
  /** XEP-0359: the id that its sender gave it, where a room gave it another one. */
  readonly originId?: string
  /** Given by the archive that this conversation belongs to. */
  readonly archiveId?: string
  /** Milliseconds since 1970: when it was said; for what arrives now, when it arrived. */
  readonly at: number
  /** A bare JID; in rooms, a nick. Empty for the room itself, and for oneself before the room answered. */
  readonly author: string
  /** XEP-0421: the same person whatever the nick. */
  readonly occupantId?: string
  readonly own: boolean
  readonly text: string
  readonly delivery?: Delivery
  readonly error?: ProtocolError
  /** It waits until something before it, which was not sent, is decided. */
  readonly held?: true
  readonly edited?: true
  /** When it was corrected last. */
  readonly editedAt?: number
  /** It corrects a message of this id, which has not been read yet. */
  readonly replaces?: string
  /** The text is empty then, and nothing can be done with it. */
  readonly removed?: Removal
  /** It did not pass a check: the text is ours, and nothing of it is shown. */
  readonly failed?: Unshown
  /** A correction on its way: its own id, and what stood there before, should it fail. */
  readonly revising?: { readonly id: string; readonly before: Pick<Entry, 'text' | 'delivery' | 'edited'> }
  /** XEP-0333: its author wants to know when it was read. */
  readonly markable?: true
  /** XEP-0066: the text is where a file is, as its sender says. */
  readonly oob?: true
  readonly gap?: OpenGap
  /** Told of later: history, or kept for us while we were away. */
  readonly delayed?: true
}

/** What arrives, before it has a place. */
export type Arrival = Omit<Entry, 'key' | 'revising'> & {
  /** The id of the message that this one replaces. */
  readonly replace?: string
  /** Where it stood when it was kept (`Ordered.orderOf`). */
  readonly order?: number
}

/** The author of an entry, in a form that no nick can imitate. */
export function authorOf({ own, author, occupantId }: Pick<Entry, 'own' | 'author' | 'occupantId'>): string {
  if (own) return 'me'
  return occupantId === undefined ? `by ${author}` : `occupant ${occupantId}`
}

export const idsOf = ({ id, originId }: Pick<Entry, 'id' | 'originId'>): string[] =>
  [id, originId].filter((each) => each !== undefined)
export const nameOf = (author: string, id: string) => `${author}\n${id}`
