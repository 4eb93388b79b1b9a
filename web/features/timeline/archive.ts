import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import type { Answer, AskArchive, TimelineModel, Where } from './archiveQuery.ts'
import type { Cache } from './cache.ts'
import { joint, placePage } from './placing.ts'
import type { Timeline } from './timeline.ts'

/** Pages in a row that only repeat what is here already, before the reader is asked to go on. */
const MOST_PAGES = 8

/** Reads backwards in the archives (XEP-0313), a page at a time. */
export class Archive {
  readonly #timeline: TimelineModel
  readonly #ask: AskArchive
  readonly #isOnline: () => boolean
  readonly #cache: Promise<Cache | undefined>
  /** The page before the oldest one that is here: who reads up does not wait for each of them. */
  #ahead: { conversation: ConversationId; cursor: string; answer: Promise<Answer> } | undefined

  constructor(
    timeline: TimelineModel,
    ask: AskArchive,
    isOnline: () => boolean,
    cache: Promise<Cache | undefined>,
  ) {
    this.#timeline = timeline
    this.#ask = ask
    this.#isOnline = isOnline
    this.#cache = cache
  }

  /** What this browser kept, where nothing older than what has just been said is here. */
  async show(conversation: ConversationId): Promise<void> {
    const { older } = this.#timeline.of(conversation)
    if (older.get() !== 'unknown') return
    older.set('loading')
    older.set((await this.#readKept(conversation)) ? 'more' : 'unknown')
  }

  async #readKept(conversation: ConversationId): Promise<boolean> {
    const cache = await this.#cache
    if (!cache) return false
    for (;;) {
      const count = await cache.readOlder(conversation)
      if (count === undefined) return false
      if (count > 0) return true
    }
  }

  /** The next older page, or the newest where nothing is here yet. */
  async loadOlder(conversation: ConversationId): Promise<void> {
    const place = this.#timeline.of(conversation)
    const before = place.older.get()
    if (before === 'loading' || before === 'none' || before === 'dropped') return
    place.older.set('loading')
    if (await this.#readKept(conversation)) return place.older.set('more')
    // Private messages of a room are in no archive that tells them apart.
    if (parseConversation(conversation).kind === 'private') return this.#end(conversation, place)
    if ((await this.#cache)?.isKept(conversation)) place.cursor ??= oldestOf(place)
    for (let page = 0; page < MOST_PAGES; page++) {
      const oldest = place.entries.keys()[0]
      const isLast = await this.#page(conversation, place)
      if (isLast) return
      if (place.entries.keys()[0] !== oldest) break
    }
    place.older.set('more')
  }

  /** Nothing older is to be had. Where this browser let something go that nobody else has, that is no beginning. */
  async #end(conversation: ConversationId, { entries, older }: Timeline): Promise<void> {
    const floor = (await this.#cache)?.floor(conversation)
    const first = entries.orderOf(entries.keys()[0] ?? '')
    older.set(floor === undefined || (first ?? floor + 1) <= floor ? 'none' : 'dropped')
  }

  /** Something may have been missed since: what was read ahead is asked for again. */
  forget(): void {
    this.#ahead = undefined
  }

  async #before(conversation: ConversationId, where: Where, cursor: string | undefined): Promise<Answer> {
    const ahead = this.#ahead
    if (ahead?.conversation === conversation && ahead.cursor === cursor) {
      const answer = await ahead.answer
      const isGood = answer.ok && this.#ahead === ahead
      if (this.#ahead === ahead) this.#ahead = undefined
      // What went wrong then may go well now.
      if (isGood) return answer
    }
    return this.#ask(where, { before: cursor ?? true })
  }

  /** True when there is nothing more to ask for, for now or for good. */
  async #page(conversation: ConversationId, place: Timeline): Promise<boolean> {
    const target = parseConversation(conversation)
    const where = target.kind === 'chat' ? { with: target.jid } : { to: target.room }
    const { cursor } = place
    if (!this.#isOnline()) {
      // Without a way there is nothing to say about the archive: it is asked again when there is one.
      place.older.set(cursor === undefined ? 'unknown' : 'more')
      return true
    }
    const answer = await this.#before(conversation, where, cursor)
    if (answer.ok) {
      const { told, first, isWhole } = answer.page
      const oldest = cursor === undefined ? undefined : place.keyOf(cursor)
      const here = told.filter((each) => each.conversation === conversation)
      placePage(this.#timeline, here, 'older', joint(oldest ? [[conversation, oldest]] : []), 'quiet')
      place.cursor = first ?? cursor
      if (isWhole) await this.#end(conversation, place)
      // Whoever has gone up once goes on.
      else if (cursor !== undefined && first !== undefined)
        this.#ahead = { conversation, cursor: first, answer: this.#ask(where, { before: first }) }
      return isWhole
    }
    // §4.3.2: an archive that forgot where we were is read again from its end.
    if (answer.why === 'lost') place.cursor = undefined
    if (answer.why === 'none') await this.#end(conversation, place)
    else place.older.set(this.#isOnline() ? 'failed' : place.cursor === undefined ? 'unknown' : 'more')
    return true
  }
}

function oldestOf({ entries }: Timeline): string | undefined {
  for (const key of entries.keys()) {
    const id = entries.get(key)?.archiveId
    if (id !== undefined) return id
  }
  return undefined
}
