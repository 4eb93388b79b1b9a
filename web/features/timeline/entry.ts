import type { ProtocolError } from '#protocol/define.ts'

/** Where one's own message stands. Others' messages have no delivery. */
export type Delivery = 'sending' | 'sent' | 'delivered' | 'failed' | 'unconfirmed'

/** Why there is nothing to read any more. */
export interface Removal {
  /** Taken back by its author, taken out by a moderator, or gone without a word by whom. */
  readonly how: 'back' | 'moderated' | 'gone'
  /** The moderator's nick. */
  readonly by?: string
  readonly reason?: string
}

/** One line of a conversation: something said, or something that the room tells. */
export interface Entry {
  readonly key: string
  readonly kind: 'message' | 'notice'
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
  readonly edited?: true
  /** The text is empty then, and nothing can be done with it. */
  readonly removed?: Removal
  /** A correction on its way: its own id, and what stood there before, should it fail. */
  readonly revising?: { readonly id: string; readonly before: Pick<Entry, 'text' | 'delivery' | 'edited'> }
  /** Told of later: history, or kept for us while we were away. */
  readonly delayed?: true
}

/** What arrives, before it has a place. */
export type Arrival = Omit<Entry, 'key' | 'revising'> & {
  /** The id of the message that this one replaces. */
  readonly replace?: string
  /** Decides between those of the same moment; a page of the archive knows its own order. */
  readonly rank?: number
}

/** The author of an entry, in a form that no nick can imitate. */
export function authorOf({ own, author, occupantId }: Pick<Entry, 'own' | 'author' | 'occupantId'>): string {
  if (own) return 'me'
  return occupantId === undefined ? `by ${author}` : `occupant ${occupantId}`
}

export const idsOf = ({ id, originId }: Pick<Entry, 'id' | 'originId'>): string[] =>
  [id, originId].filter((each) => each !== undefined)
export const nameOf = (author: string, id: string) => `${author}\n${id}`
