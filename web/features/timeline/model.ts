import type { ProtocolError } from '#protocol/define.ts'
import { bareJid, type Jid } from '#protocol/jid.ts'
import type { ArchivedMessage } from '#protocol/mam.ts'
import type { RoomMessage } from '#protocol/muc.ts'
import {
  type ConversationId,
  chatWith,
  inRoom,
  parseConversation,
  privately,
} from '../../lib/conversation.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'
import { arrivalOf, type Said, strikeOf } from './arrivals.ts'
import { hasArrived } from './better.ts'
import { type Arrival, type Entry, idsOf } from './entry.ts'
import { readUpTo } from './readUpTo.ts'
import { SaidBefore, type SaidHere } from './saidBefore.ts'
import { moderatedStrike, type Strike } from './strikes.ts'
import { Timeline } from './timeline.ts'
import { isOfBurst, isRefused } from './unshown.ts'

type Listener = (conversation: ConversationId, entry: Entry) => void
/** `isPast`: nobody was away for it; it is news only where a mark of reading says so. */
type ArrivalListener = (conversation: ConversationId, entry: Entry, isPast: boolean) => void

/** One message as an archive tells it. */
export interface Told {
  readonly conversation: ConversationId
  readonly archiveId: string | undefined
  /** Milliseconds since 1970, by the archive's clock. */
  readonly at: number
  readonly arrival: Arrival | undefined
  readonly strike: Strike | undefined
}

const OURS = { own: true, delivery: 'sent' } as const

/** What was said in every conversation. Survives a reconnect: what a snapshot repeats is known already. */
export const timelineModel = defineModel('timeline', (use, { now }) => {
  const session = use(sessionModel)
  const { contacts } = use(rosterModel)
  const timelines = new Map<ConversationId, Timeline>()
  const listeners = new Set<ArrivalListener>()
  const closed = new Value<ConversationId | undefined>(undefined)
  const changeListeners = new Set<(conversation: ConversationId, what: string | Strike) => void>()
  const removalListeners = new Set<Listener>()
  /** Archive queries under way, by the id we gave them, and what came of them so far. */
  const queries = new Map<string, Told[]>()
  const said = new SaidBefore()
  /** One's own id in a room, by its bare JID (XEP-0421). */
  const ownOccupantId = new Map<string, string>()
  /** Where one is. */
  const rooms = new Set<string>()

  function of(conversation: ConversationId): Timeline {
    let timeline = timelines.get(conversation)
    if (!timeline) {
      timeline = new Timeline(parseConversation(conversation).kind !== 'chat')
      timeline.onRemoved = (entry) => {
        for (const listener of removalListeners) listener(conversation, entry)
      }
      timeline.entries.onChange = timeline.onMissed = (what: string | Strike) => {
        for (const listener of changeListeners) listener(conversation, what)
      }
      timelines.set(conversation, timeline)
    }
    return timeline
  }

  function add(conversation: ConversationId, arrival: Arrival, as: 'news' | 'past' | 'quiet' = 'news') {
    const place = of(conversation)
    const before = place.entries.last()
    // Who repeats it with its words and all is not us a second time.
    const isOurs = !idsOf(arrival).some(place.own) && said.has(conversation, arrival)
    const entry = place.add(isOurs ? { ...arrival, ...OURS } : arrival)
    if (entry && as !== 'quiet' && !isOfBurst(before, entry))
      for (const listener of listeners) listener(conversation, entry, as === 'past')
    return entry
  }

  function put(conversation: ConversationId, said: Said, author: string, own: boolean): void {
    if (isStrangersClaim(conversation, said.failed)) return
    const strike = strikeOf(said, author, own)
    if (strike) of(conversation).strike(strike)
    // Of the past it cannot be told who had a nick.
    const isOthers = strike && !said.delay && isRefused(of(conversation), strike)
    const failed = isOthers ? 'author' : said.failed
    const arrival = arrivalOf(failed ? { ...said, failed } : said, author, own, now())
    if (arrival) add(conversation, arrival)
  }

  // What a stranger claims of others' words makes nobody's acquaintance; the gateway's log has it.
  function isStrangersClaim(conversation: ConversationId, failed: Said['failed']): boolean {
    const place = parseConversation(conversation)
    if ((failed !== 'copy' && failed !== 'room') || place.kind !== 'chat') return false
    return !contacts.get(place.jid) && !timelines.get(conversation)?.entries.size
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
    const { room, mam, from } = message
    const told = queries.get(mam.queryId ?? '')
    if (told === undefined) return
    const own = room
      ? message.occupantId !== undefined && message.occupantId === ownOccupantId.get(room)
      : bareJid(from) === session.bare()
    const author = room ? (message.nick ?? '') : bareJid(from)
    const peer = own ? bareJid(mam.to ?? from) : author
    const at = message.delay ? Date.parse(message.delay.when) : Number.NaN
    const said = mam.id ? { ...message, stanzaIds: [{ by: '', id: mam.id }] } : message
    told.push({
      conversation: room ? inRoom(room) : chatWith(peer),
      archiveId: mam.id,
      at: Number.isNaN(at) ? now() : at,
      arrival: arrivalOf(said, author, own, now()),
      strike: message.moderated ? moderatedStrike(message.moderated) : strikeOf(message, author, own),
    })
  }

  function bounced(id: string | undefined, error: ProtocolError, places: Iterable<Timeline>): void {
    if (id === undefined) return
    const delivery = error.reason === 'unconfirmed' ? 'unconfirmed' : 'failed'
    for (const timeline of places) {
      const entry = timeline.own(id)
      if (entry && !hasArrived(entry.delivery)) timeline.change(entry.key, { delivery, error })
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
    'xmpp.chat.displayed': ({ from, id, to }) => {
      if (!to) readUpTo(timelines.get(chatWith(bareJid(from))), id)
    },
    'xmpp.muc.message': roomMessage,
    'xmpp.muc.moderated': (moderated) => of(inRoom(moderated.room)).strike(moderatedStrike(moderated)),
    'xmpp.muc.error': ({ type, id, error, room, nick }) => {
      if (type === 'message')
        bounced(id, error, [of(nick === undefined ? inRoom(room) : privately(room, nick))])
    },
    'xmpp.muc.roster': ({ room, nick, oldNick, self, present, occupantId }) => {
      if (self && occupantId) ownOccupantId.set(room, occupantId)
      if (self && present !== false) rooms.add(room)
      if (present !== false) return
      if (self && oldNick === undefined) rooms.delete(room)
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
    rooms,
    /** Whether the room tells by itself whose words are whose. */
    knowsOwn: (room: string) => ownOccupantId.has(room),
    /** Said from here: it is known again, and what stands there as somebody's already is ours. */
    remember(all: readonly SaidHere[]): void {
      for (const each of all) said.add(each)
      for (const conversation of new Set(all.map((each) => each.conversation))) {
        const place = timelines.get(conversation)
        for (const key of place?.entries.keys() ?? []) {
          const entry = place?.entries.get(key)
          if (entry && said.has(conversation, entry)) place?.adopt(entry, OURS)
        }
      }
    },
    /** Collects what an archive answers to this id, until the same function is called with nothing to collect. */
    expect(queryId: string, told?: Told[]): void {
      if (told) queries.set(queryId, told)
      else queries.delete(queryId)
    },
    /** Hears of every entry that is new, but not of older pages. */
    onArrival(listener: ArrivalListener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Hears of every row that comes, changes, moves or goes, and of what takes out one that is not here. */
    onChange(listener: (conversation: ConversationId, what: string | Strike) => void): () => void {
      changeListeners.add(listener)
      return () => changeListeners.delete(listener)
    },
    conversations: () => timelines.keys(),
    /** What was put away last. */
    closed,
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
