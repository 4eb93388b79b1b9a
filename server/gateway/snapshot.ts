import type { EventData, EventName } from '#protocol/index.ts'
import { withInvite } from '#protocol/invites.ts'
import { bareJid, bareOf, fullJid, type Jid } from '#protocol/jid.ts'
import { BatchesTold } from './batchesTold.ts'
import { Confirmations } from './confirmations.ts'
import { isSaid } from './isSaid.ts'
import { KnownAvatars } from './knownAvatars.ts'
import { KnownBookmarks } from './knownBookmarks.ts'
import { Removals } from './removals.ts'
import { VoiceQueue } from './voiceQueue.ts'
import { WebQuestions } from './webQuestions.ts'

const PER_CONVERSATION = 200
const CONVERSATIONS = 300

type Entry = [string, unknown]
type Data<N extends EventName> = EventData<N>

/**
 * What a new tab must be told, as the fewest events that lead to the same state. Fed with every event of the session;
 * knows nothing of sockets.
 */
export class Snapshot {
  #own: Entry | undefined
  #state: Entry | undefined
  readonly #roster = new Map<string, Data<'xmpp.roster.push'>>()
  readonly #presences = new Map<string, Data<'xmpp.presence'>>()
  readonly #requests = new Map<string, Data<'xmpp.presence.subscribe'>>()
  readonly #rooms = new Map<string, RoomState>()
  readonly #bookmarks = new KnownBookmarks()
  readonly #avatars = new KnownAvatars((jid) => this.#roster.has(jid))
  #invites: readonly Data<'xmpp.muc.invite'>[] = []
  readonly #messages = new Map<string, Entry[]>()
  readonly #receipts = new Map<string, Entry>()
  readonly #confirmations = new Confirmations()
  /** The last one of each person; it covers those before. */
  readonly #markers = new Map<string, Entry>()
  readonly #removals = new Removals()
  readonly #voice = new VoiceQueue()
  readonly #batches = new BatchesTold()
  readonly #questions = new WebQuestions()

  /** The events, in an order in which each finds what it stands on. */
  events(): Entry[] {
    const events: Entry[] = []
    const push = (name: string, rows: Iterable<unknown>) => {
      for (const row of rows) events.push([name, row])
    }
    if (this.#state) events.push(this.#state)
    if (this.#own) events.push(this.#own)
    push('xmpp.roster.push', this.#roster.values())
    push('xmpp.presence', this.#presences.values())
    push('xmpp.presence.subscribe', this.#requests.values())
    push('xmpp.avatar.push.metadata', this.#avatars.values())
    push('xmpp.muc.invite', this.#invites)
    events.push(...this.#bookmarks.events())
    for (const room of this.#rooms.values()) {
      push('xmpp.muc.roster', room.occupants.values())
      if (room.subject) events.push(room.subject)
      if (room.rejoining) events.push(room.rejoining)
    }
    push('xmpp.muc.voice.requests', this.#voice.values())
    push('xmpp.muc.affiliation.progress', this.#batches.values())
    push('xmpp.http.verify', this.#questions.values())
    events.push(...this.#confirmations.settled(this.#messages.values()))
    push('xmpp.delivery.confirmed', this.#confirmations.values())
    events.push(...this.#receipts.values(), ...this.#markers.values())
    return events
  }

  observe(name: string, data: unknown): void {
    this.#avatars.observe(name, data)
    this.#questions.observe(name, data)
    this.#reducers[name]?.(data as never)
  }

  readonly #reducers: { [name: string]: ((data: never) => void) | undefined } = {
    // A session that began anew: who is there is told again by the server.
    'xmpp.connection': () => this.#presences.clear(),
    'xmpp.session.state': (data: Data<'xmpp.session.state'>) => {
      this.#state = data.state === 'online' ? undefined : ['xmpp.session.state', data]
    },
    'xmpp.presence.own': (data: Data<'xmpp.presence.own'>) => {
      this.#own = ['xmpp.presence.own', data]
    },
    'xmpp.roster.push': (item: Data<'xmpp.roster.push'>) => {
      const key = bareJid(item.jid)
      if (item.subscription === 'remove') this.#roster.delete(key)
      else this.#roster.set(key, item)
      if (item.subscription === 'both' || item.subscription === 'from') this.#requests.delete(key)
    },
    'xmpp.presence': (presence: Data<'xmpp.presence'>) => {
      const key = fullJid(presence.from)
      if (presence.show === 'offline') this.#presences.delete(key)
      else this.#presences.set(key, presence)
    },
    'xmpp.presence.subscribe': (request: Data<'xmpp.presence.subscribe'>) => {
      this.#requests.set(bareJid(request.from), request)
    },
    'xmpp.presence.subscription': ({ from, type }: Data<'xmpp.presence.subscription'>) => {
      if (type === 'unsubscribe') this.#requests.delete(bareJid(from))
    },
    'xmpp.muc.roster': (occupant: Data<'xmpp.muc.roster'>) => this.#occupant(occupant),
    'xmpp.muc.destroy': (occupant: Data<'xmpp.muc.destroy'>) => this.#occupant(occupant),
    'xmpp.muc.subject': (subject: Data<'xmpp.muc.subject'>) => {
      const room = this.#rooms.get(subject.room)
      if (room) room.subject = ['xmpp.muc.subject', subject]
    },
    'xmpp.muc.voice.requests': (request: Data<'xmpp.muc.voice.requests'>) => this.#voice.observe(request),
    'xmpp.muc.voice.answered': (answer: Data<'xmpp.muc.voice.answered'>) => this.#voice.answered(answer),
    'xmpp.muc.affiliation.progress': (progress: Data<'xmpp.muc.affiliation.progress'>) =>
      this.#batches.observe(progress),
    'xmpp.muc.rejoining': (rejoining: Data<'xmpp.muc.rejoining'>) => {
      this.#placeOf(rejoining.room).rejoining = ['xmpp.muc.rejoining', rejoining]
    },
    'xmpp.bookmarks.list': (list: Data<'xmpp.bookmarks.list'>) => this.#bookmarks.listed(list),
    'xmpp.bookmarks.push': (bookmark: Data<'xmpp.bookmarks.push'>) => this.#bookmarks.pushed(bookmark),
    'xmpp.bookmarks.retract': (gone: Data<'xmpp.bookmarks.retract'>) => this.#bookmarks.retracted(gone),
    'xmpp.muc.error': (refusal: Data<'xmpp.muc.error'>) => {
      // Who comes later must learn as well why we did not come back.
      const room = this.#rooms.get(refusal.room)
      if (!room || room.rejoining) this.#bookmarks.refused(refusal)
    },
    'xmpp.muc.invite': (invite: Data<'xmpp.muc.invite'>) => {
      if (!this.#rooms.has(invite.room)) this.#invites = withInvite(this.#invites, invite)
    },
    'xmpp.chat.message': (message: Data<'xmpp.chat.message'>) => {
      if (isSaid(message)) this.#keep(`chat:${bareJid(message.from)}`, 'xmpp.chat.message', message)
    },
    'xmpp.chat.sent': (message: Data<'xmpp.chat.sent'>) => {
      this.#keep(`chat:${bareJid(message.to)}`, 'xmpp.chat.sent', message)
    },
    'xmpp.chat.error': (bounce: Data<'xmpp.chat.error'>) => {
      this.#keep(`chat:${bareJid(bounce.from)}`, 'xmpp.chat.error', bounce)
    },
    'xmpp.muc.message': (message: Data<'xmpp.muc.message'>) => {
      if (isSaid(message)) this.#keep(`room:${message.room}`, 'xmpp.muc.message', message)
    },
    'xmpp.muc.moderated': (moderated: Data<'xmpp.muc.moderated'>) => {
      this.#keep(`room:${moderated.room}`, 'xmpp.muc.moderated', moderated)
    },
    'xmpp.delivery.confirmed': (confirmed: Data<'xmpp.delivery.confirmed'>) =>
      this.#confirmations.observe(confirmed),
    'xmpp.chat.receipt': (receipt: Data<'xmpp.chat.receipt'>) => {
      this.#receipts.set(receipt.id, ['xmpp.chat.receipt', receipt])
      const [oldest] = this.#receipts.keys()
      if (this.#receipts.size > PER_CONVERSATION && oldest !== undefined) this.#receipts.delete(oldest)
    },
    'xmpp.chat.displayed': (marker: Data<'xmpp.chat.displayed'>) => {
      // Anybody can send one: only contacts, and who has written or was written to, have a place here.
      const jid = bareJid(marker.from)
      const isSomebody = this.#roster.has(jid) || this.#messages.has(`chat:${jid}`)
      if (!marker.to && isSomebody) this.#markers.set(`chat:${jid}`, ['xmpp.chat.displayed', marker])
    },
  }

  /** What a freshly read contact list says that the tabs do not know yet. */
  rosterChanges(items: readonly Data<'xmpp.roster.push'>[]): Data<'xmpp.roster.push'>[] {
    const keys = new Set(items.map((item) => bareJid(item.jid)))
    const gone = [...this.#roster.values()].filter((item) => !keys.has(bareJid(item.jid)))
    const changed = items.filter(
      (item) => JSON.stringify(item) !== JSON.stringify(this.#roster.get(bareJid(item.jid))),
    )
    return [...gone.map(({ jid }) => ({ jid, subscription: 'remove' as const })), ...changed]
  }

  /** The browser answered a request or an invitation; no server says so. */
  settled(command: string, data: unknown): void {
    const address = (key: string) => {
      const value =
        typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[key] : undefined
      return typeof value === 'string' ? (bareOf(value) ?? '') : ''
    }
    if (command === 'xmpp.presence.subscribed' || command === 'xmpp.presence.unsubscribed')
      this.#requests.delete(address('to'))
    // Not on a join: one that is refused leaves the invitation open. Being in the room settles it.
    if (command === 'xmpp.muc.invite.decline') this.#answered(address('room'))
  }

  #answered(invitedTo: string): void {
    this.#invites = this.#invites.filter(({ room }) => room !== invitedTo)
  }

  #occupant(occupant: Data<'xmpp.muc.roster'>): void {
    const { room: key, nick, oldNick, present, self } = occupant
    if (nick === undefined) return
    this.#voice.occupant(occupant)
    let room = this.#rooms.get(key)
    if (present === false) {
      room?.occupants.delete(oldNick ?? nick)
      this.#removals.departed(this.#messages.get(`room:${key}`) ?? [], oldNick ?? nick)
      if (self && oldNick === undefined) {
        this.#rooms.delete(key)
        this.#messages.delete(`room:${key}`)
      }
      return
    }
    room ??= this.#placeOf(key)
    if (self) room.rejoining = undefined
    room.occupants.set(nick, occupant)
  }

  #placeOf(key: string): RoomState {
    let room = this.#rooms.get(key)
    if (room === undefined) {
      room = { occupants: new Map(), subject: undefined, rejoining: undefined }
      this.#rooms.set(key, room)
      this.#answered(key)
      this.#bookmarks.entered(key)
    }
    return room
  }

  #keep(conversation: string, name: string, data: unknown): void {
    const entries = this.#messages.get(conversation) ?? []
    if (isKnown(entries, data)) return
    const isPast = (data as Data<'xmpp.muc.message'>).delay !== undefined
    this.#removals.add(entries, [name, name === 'xmpp.muc.moderated' ? data : stamped(data)], isPast)
    if (entries.length > PER_CONVERSATION) entries.splice(0, entries.length - PER_CONVERSATION)
    this.#messages.delete(conversation)
    this.#messages.set(conversation, entries)
    const [oldest] = this.#messages.keys()
    if (this.#messages.size > CONVERSATIONS && oldest !== undefined)
      for (const each of [this.#messages, this.#markers]) each.delete(oldest)
  }
}

// A room that was entered again repeats some of its past.
function isKnown(entries: readonly Entry[], data: unknown): boolean {
  const { delay, stanzaIds } = data as Data<'xmpp.muc.message'>
  const id = stanzaIds?.[0]?.id
  return (
    delay !== undefined &&
    id !== undefined &&
    entries.some(([, entry]) => (entry as Data<'xmpp.muc.message'>).stanzaIds?.[0]?.id === id)
  )
}

interface RoomState {
  occupants: Map<string, Data<'xmpp.muc.roster'>>
  subject: Entry | undefined
  rejoining: Entry | undefined
}

// A tab that comes later must not take an old message for one of this minute.
function stamped(data: unknown): unknown {
  const message = data as { delay?: { when: string }; from?: Jid }
  return message.delay ? message : { ...message, delay: { when: new Date().toISOString() } }
}
