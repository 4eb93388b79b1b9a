import type { ChatMessage } from '#protocol/chat.ts'
import type { ProtocolError } from '#protocol/define.ts'
import { bareJid, type Jid } from '#protocol/jid.ts'
import type { ArchivedMessage } from '#protocol/mam.ts'
import type { Moderated } from '#protocol/moderation.ts'
import type { RoomMessage } from '#protocol/muc.ts'
import {
  type ConversationId,
  chatWith,
  inRoom,
  parseConversation,
  privately,
} from '../../lib/conversation.ts'
import { batch } from '../../store/batch.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { sessionModel } from '../session/model.ts'
import { type Arrival, authorOf, type Entry } from './entry.ts'
import type { Strike } from './strikes.ts'
import { Timeline } from './timeline.ts'

type Listener = (conversation: ConversationId, entry: Entry) => void

/** A page of an archive that is being read. */
interface Query {
  readonly conversation: ConversationId
  /** Of the next message; older pages rank before newer ones, and all before what arrives live. */
  rank: number
  /** What came of the page so far. */
  readonly held: (Arrival | Strike)[]
}
const PAGE_RANKS = 10_000

/** What was said in every conversation. Survives a reconnect: what a snapshot repeats is known already. */
export const timelineModel = defineModel('timeline', (use, { now }) => {
  const session = use(sessionModel)
  const timelines = new Map<ConversationId, Timeline>()
  const listeners = new Set<Listener>()
  const removalListeners = new Set<Listener>()
  /** Archive queries under way, by the id we gave them. */
  const queries = new Map<string, Query>()
  /** One's own id in a room, by its bare JID (XEP-0421). */
  const ownOccupantId = new Map<string, string>()

  function of(conversation: ConversationId): Timeline {
    let timeline = timelines.get(conversation)
    if (!timeline) {
      timeline = new Timeline(parseConversation(conversation).kind !== 'chat')
      timeline.onRemoved = (entry) => {
        for (const listener of removalListeners) listener(conversation, entry)
      }
      timelines.set(conversation, timeline)
    }
    return timeline
  }

  function add(conversation: ConversationId, arrival: Arrival, isQuiet = false): Entry | undefined {
    const entry = of(conversation).add(arrival)
    if (entry && !isQuiet) for (const listener of listeners) listener(conversation, entry)
    return entry
  }

  function timeOf(message: { delay?: { when: string } }): Pick<Arrival, 'at' | 'delayed'> {
    const said = message.delay ? Date.parse(message.delay.when) : Number.NaN
    // A clock that runs ahead must not put a message into the future.
    return Number.isNaN(said) ? { at: now() } : { at: Math.min(said, now()), delayed: true }
  }

  type Said = Pick<
    ChatMessage,
    'content' | 'id' | 'originId' | 'stanzaIds' | 'replace' | 'delay' | 'occupantId' | 'retract' | 'tombstone'
  >

  function arrivalOf(said: Said, author: string, isOwn: boolean): Arrival | undefined {
    const { content = said.tombstone && '' } = said
    if (content === undefined) return undefined
    const { id = said.originId, originId } = said
    return {
      kind: 'message',
      author,
      own: isOwn,
      text: content,
      ...(said.tombstone ? { removed: { how: 'gone' as const } } : {}),
      ...timeOf(said),
      ...(id ? { id } : {}),
      ...(originId && originId !== id ? { originId } : {}),
      ...(said.stanzaIds?.[0] ? { archiveId: said.stanzaIds[0].id } : {}),
      ...(said.occupantId ? { occupantId: said.occupantId } : {}),
      ...(said.replace ? { replace: said.replace } : {}),
      ...(isOwn ? { delivery: 'sent' as const } : {}),
    }
  }

  function strikeOf({ retract, occupantId }: Said, author: string, own: boolean): Strike | undefined {
    const ids = [retract?.id, retract?.originId].filter((id) => id !== undefined)
    if (ids.length === 0) return undefined
    const by = authorOf({ author, own, ...(occupantId ? { occupantId } : {}) })
    return { author: by, ids, removal: { how: 'back' } }
  }

  function put(conversation: ConversationId, said: Said, author: string, own: boolean): void {
    const strike = strikeOf(said, author, own)
    if (strike) of(conversation).strike(strike)
    const arrival = arrivalOf(said, author, own)
    if (arrival) add(conversation, arrival)
  }

  function roomMessage(message: RoomMessage): void {
    const { room, nick = '' } = message
    const isOurs = message.occupantId !== undefined && message.occupantId === ownOccupantId.get(room)
    const isOwn = message.own ?? (isOurs && !message.private)
    // What we said to somebody alone comes under their nick.
    if (message.private) put(privately(room, nick), message, isOwn ? '' : nick, isOwn)
    else put(inRoom(room), message, nick, isOwn)
  }

  function archived(message: ArchivedMessage): void {
    const query = queries.get(message.mam.queryId ?? '')
    if (query === undefined) return
    const own = message.room
      ? message.occupantId !== undefined && message.occupantId === ownOccupantId.get(message.room)
      : bareJid(message.from) === session.bare()
    const author = message.room ? (message.nick ?? '') : bareJid(message.from)
    const said = message.mam.id ? { ...message, stanzaIds: [{ by: '', id: message.mam.id }] } : message
    const arrival = arrivalOf(said, author, own)
    const strike = message.moderated ? moderatedStrike(message.moderated) : strikeOf(message, author, own)
    if (strike) query.held.push(strike)
    if (arrival) query.held.push({ ...arrival, rank: query.rank++ })
  }

  function bounced(id: string | undefined, error: ProtocolError, places: Iterable<Timeline>): void {
    if (id === undefined) return
    const delivery = error.reason === 'unconfirmed' ? 'unconfirmed' : 'failed'
    for (const timeline of places) {
      const entry = timeline.own(id)
      if (entry) timeline.change(entry.key, { delivery, error })
    }
  }

  // Only whom it went to can say that it did not arrive; the gateway and one's own server speak of everything.
  function placesOf(from: Jid): Iterable<Timeline> {
    const bare = bareJid(from)
    const own = session.own.get()
    const isHome = bare === session.bare() || (from.user === undefined && from.domain === own?.domain)
    return isHome ? timelines.values() : [of(chatWith(bare))]
  }

  const reducers: Reducers = {
    'xmpp.chat.message': (message) => {
      const author = bareJid(message.from)
      put(chatWith(author), message, author, author === session.bare())
    },
    'xmpp.chat.sent': (message) => put(chatWith(bareJid(message.to)), message, bareJid(message.from), true),
    'xmpp.chat.error': ({ from, id, error }) => bounced(id, error, placesOf(from)),
    'xmpp.chat.receipt': ({ from, id }) => {
      // XEP-0184 §5.5: only from whom the message went to.
      const timeline = timelines.get(chatWith(bareJid(from)))
      const entry = timeline?.own(id)
      if (entry) timeline?.deliver(entry, 'delivered')
    },
    'xmpp.muc.message': roomMessage,
    'xmpp.muc.moderated': (moderated) => of(inRoom(moderated.room)).strike(moderatedStrike(moderated)),
    'xmpp.muc.error': ({ type, id, error, room, nick }) => {
      if (type === 'message')
        bounced(id, error, [of(nick === undefined ? inRoom(room) : privately(room, nick))])
    },
    'xmpp.muc.roster': ({ room, nick, oldNick, self, present, occupantId }) => {
      if (self && occupantId) ownOccupantId.set(room, occupantId)
      if (present !== false) return
      const gone = oldNick ?? nick ?? ''
      timelines.get(inRoom(room))?.departed(gone)
      timelines.get(privately(room, gone))?.departed(gone)
    },
    'xmpp.mam.message': archived,
  }

  return {
    reducers,
    of,
    add,
    /** What the archive answers to this id belongs to this conversation. */
    expect(queryId: string, conversation: ConversationId): void {
      const place = of(conversation)
      place.pages++
      queries.set(queryId, { conversation, rank: -PAGE_RANKS * place.pages, held: [] })
    },
    /** Its page is whole, and appears at once: rows that came in one by one would move who reads at the top. */
    expectNoMore(queryId: string): void {
      const query = queries.get(queryId)
      queries.delete(queryId)
      batch(() => {
        const { conversation, held } = query ?? { conversation: '', held: [] }
        for (const each of held) {
          if ('removal' in each) of(conversation).strike(each)
          else add(conversation, each, true)
        }
      })
    },
    /** Hears of every entry that is new, but not of older pages. */
    onArrival(listener: Listener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Hears of every message that was here and can not be read any more. */
    onRemoval(listener: Listener): () => void {
      removalListeners.add(listener)
      return () => removalListeners.delete(listener)
    },
    /** Something the page itself has to say about the conversation. */
    notice(conversation: ConversationId, text: string): void {
      add(conversation, { kind: 'notice', author: '', own: false, text, at: now() })
    },
  }
})

// XEP-0425 §3: the room names the message by the id that it gave.
function moderatedStrike({ id, nick, reason }: Moderated): Strike {
  const removal = { how: 'moderated' as const, ...(nick ? { by: nick } : {}), ...(reason ? { reason } : {}) }
  return { author: undefined, ids: [id], removal }
}
