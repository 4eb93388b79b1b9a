import { type ConversationId, parseConversation } from '../../lib/conversation.ts'
import { randomId } from '../../lib/id.ts'
import type { Request } from '../../transport/request.ts'
import type { timelineModel } from './model.ts'
import type { Timeline } from './timeline.ts'

const PAGE = 50
/** Pages in a row that only repeat what is here already, before the reader is asked to go on. */
const MOST_PAGES = 8
/** What an archive says that is not there, or not for us. */
const NO_ARCHIVE = new Set(['service-unavailable', 'feature-not-implemented', 'forbidden', 'not-allowed'])

type TimelineModel = ReturnType<typeof timelineModel.create>

/** Reads backwards in the archives (XEP-0313), a page at a time. */
export class Archive {
  readonly #timeline: TimelineModel
  readonly #request: Request

  readonly #isOnline: () => boolean

  constructor(timeline: TimelineModel, request: Request, isOnline: () => boolean) {
    this.#timeline = timeline
    this.#request = request
    this.#isOnline = isOnline
  }

  /** The next older page, or the newest where nothing is here yet. */
  async loadOlder(conversation: ConversationId): Promise<void> {
    const place = this.#timeline.of(conversation)
    const before = place.older.get()
    if (before === 'loading' || before === 'none') return
    // Private messages of a room are in no archive that tells them apart.
    if (parseConversation(conversation).kind === 'private') return place.older.set('none')
    place.older.set('loading')
    for (let page = 0; page < MOST_PAGES; page++) {
      const oldest = place.entries.keys()[0]
      const isLast = await this.#page(conversation, place)
      if (isLast) return
      if (place.entries.keys()[0] !== oldest) break
    }
    place.older.set('more')
  }

  /** True when there is nothing more to ask for, for now or for good. */
  async #page(conversation: ConversationId, place: Timeline): Promise<boolean> {
    const target = parseConversation(conversation)
    const where = target.kind === 'chat' ? { with: target.jid } : { to: target.room }
    const queryId = randomId()
    this.#timeline.expect(queryId, conversation)
    const rsm = { max: PAGE, before: place.cursor ?? true }
    const result = await this.#request('xmpp.mam.query', { queryId, ...where, rsm })
    this.#timeline.expectNoMore(queryId)
    if (result.ok) {
      const { first, complete } = result.rsm ?? {}
      place.cursor = first ?? place.cursor
      if (!complete && first !== undefined) return false
      place.older.set('none')
      return true
    }
    const { condition = '' } = result.error
    // §4: an archive that forgot where we were is read again from its end.
    if (condition === 'item-not-found') place.cursor = undefined
    if (NO_ARCHIVE.has(condition)) place.older.set('none')
    // Without a way there is nothing to say about the archive: it is asked again when there is one.
    else place.older.set(this.#isOnline() ? 'failed' : place.cursor === undefined ? 'unknown' : 'more')
    return true
  }
}
