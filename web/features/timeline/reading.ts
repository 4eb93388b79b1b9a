import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import type { Joint } from './placing.ts'

/** One's own archive, or a room's: its bare JID. */
export type ArchiveId = string
export const OWN: ArchiveId = ''

/** Which archive holds a conversation; private ones in a room are in none. */
export function archiveOf(conversation: ConversationId): ArchiveId | undefined {
  const target = parseConversation(conversation)
  if (target.kind === 'private') return undefined
  return target.kind === 'chat' ? OWN : target.room
}

/** How far an archive was read without a hole. */
export class Reading {
  readonly archive: ArchiveId
  /** The archive's id of the last message before which nothing is missing. */
  cursor: string | undefined
  /** The cursor went back: what is kept behind it may stand in another order than the archive's. */
  isBack = false
  /** It was read once, though nothing was in it. */
  wasEmpty = false
  /** All that it holds is here, and what arrives live is all that is new. */
  isCurrent = false
  /** There is no such archive, or it is not for us. */
  hasNone = false
  /** Grows with each hole: what is read of an older one says nothing of this one. */
  holes = 0
  /** The last rows before the hole. */
  anchors = new Map<ConversationId, string>()
  /** Rows that came since the hole, by themselves, and of which no page has said where they stand. */
  readonly loose = new Set<string>()
  /** Those of them that came live and are on no page yet, in order. */
  arrived: [ConversationId, string][] = []
  /** The rows that say so. */
  readonly tails = new Map<ConversationId, string>()

  constructor(archive: ArchiveId) {
    this.archive = archive
  }

  /** It is going to be read, or being read, however long that takes and however often it fails. */
  get isAhead(): boolean {
    return !this.isCurrent && !this.hasNone
  }

  /** Since when what arrived may stand in another order than the archive's, and how much that is. */
  unchecked: { cursor: string; anchors: Map<ConversationId, string>; count: number } | undefined
  #wasCurrent = false
  /** How much of that came in one batch with the word that the way is there again. */
  #early = 0

  /** The way is gone: whether something is missed is not known yet. */
  suspend(anchors: () => Map<ConversationId, string>): void {
    if (!this.isCurrent) return
    this.#wasCurrent = true
    this.#early = 0
    this.isCurrent = false
    this.anchors = anchors()
    this.arrived.length = 0
    this.loose.clear()
  }

  /** It came back, and nothing was missed. False: it had not been away, or not all had been read before. */
  resume(): boolean {
    if (this.isCurrent || !this.#wasCurrent) return false
    this.isCurrent = true
    // The way may break again before anybody looked; and who looked before it did has not seen what came after.
    const { cursor, anchors, unchecked } = this
    if (unchecked) this.unchecked = { ...unchecked, count: unchecked.count + this.#early }
    else if (cursor !== undefined) this.unchecked = { cursor, anchors, count: this.#early }
    this.#early = 0
    return true
  }

  /** From now on something may be missing. True: it is read from further back, and nobody has placed what is behind. */
  lose(anchors: () => Map<ConversationId, string>): boolean {
    this.suspend(anchors)
    this.#wasCurrent = false
    // It is no newer than what was missed.
    this.arrived.length = 0
    const { unchecked } = this
    this.unchecked = undefined
    if (unchecked) Object.assign(this, { cursor: unchecked.cursor, anchors: unchecked.anchors, isBack: true })
    // Who comes again may be let in.
    this.hasNone = false
    this.holes++
    return unchecked !== undefined
  }

  /**
   * A page was put in: whoever breaks off now goes on behind it. What of it had come live has its place, and is no
   * newer than the pages that follow.
   */
  goOn(cursor: string, { rows, placed }: Joint): void {
    this.cursor = cursor
    this.anchors = new Map(rows)
    this.arrived.splice(0, this.arrived.findLastIndex(([, key]) => placed.has(key)) + 1)
  }

  /** All that arrived up to this row lies before the cursor: another tab has kept it. */
  covers(key: string): void {
    const last = this.arrived.findIndex(([, each]) => each === key)
    for (const [, each] of this.arrived.splice(0, last + 1)) this.loose.delete(each)
  }

  /**
   * Something of this id arrived live. Not by time, and not by an id that its sender chose: only what the archive
   * itself numbered, and only while nothing is missing before it.
   */
  heard(archiveId: string | undefined): boolean {
    if (archiveId !== undefined && !this.isCurrent) this.#early++
    if (archiveId === undefined || !this.isCurrent) return false
    this.cursor = archiveId
    if (this.unchecked) this.unchecked.count++
    return true
  }

  /** Something arrived that was held back and says since when: by that clock it stands, and one alone may stand wrong. */
  heardLate(): void {
    if (!this.isCurrent) this.#early += 2
    else if (this.unchecked) this.unchecked.count += 2
  }
}
