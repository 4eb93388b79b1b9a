import type { CommandData } from '#protocol/index.ts'
import { bareOf, splitJid } from '#protocol/jid.ts'
import { buildPayloads } from '../codec/message.ts'
import { NS_MUC_USER } from '../codec/xep0045.ts'
import { buildContent } from '../codec/xep0071.ts'
import type { Claim } from '../xmpp/claims.ts'
import { clientError, Failure, notConnected } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import type { JoinedRoom } from '../xmpp/rooms.ts'
import { type Element, ownText, xml } from '../xmpp/xml.ts'
import { courierOf } from './courier.ts'
import { type Doorway, enter, knock, rename } from './joining.ts'
import { forget, goneFrom } from './leaving.ts'
import { Reflections } from './reflections.ts'
import { check, comeBack, lose, REJOIN_HISTORY } from './rejoining.ts'
import { receiveMessage } from './roomMessages.ts'
import { receivePresence } from './roomPresence.ts'
import { say } from './say.ts'

const SETTLE_MS = 10_000
const WATCH_MS = 60_000
/** How long a room may be quiet before it is asked whether we are still in it. */
const QUIET_MS = 5 * 60_000
const CHECKED_AT_ONCE = 10
const RESUME_SPREAD_MS = 2000

/** A subject on its way to a room. */
interface Settling {
  room: string
  subject: string
  resolve: () => void
  reject: (failure: Failure) => void
}

const CLAIMS: readonly Claim[] = [
  { name: 'presence', when: (stanza, rooms) => rooms.get(stanza.attrs.from) !== undefined },
  { name: 'message', when: (stanza, rooms) => rooms.get(stanza.attrs.from) !== undefined },
]

/** Being in a room: entering, leaving, talking, the subject, one's nick (XEP-0045 §7). */
export class Muc extends Extension {
  readonly #settling = new Map<string, Settling>()
  #watching: NodeJS.Timeout | undefined
  readonly #reflections = new Reflections(() => this.#door)

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.muc.join': (data) => enter(this.#door, data),
      'xmpp.muc.leave': ({ room, reason }) => {
        const entry = this.#joined(room, { room })
        const status = reason ? xml('status', {}, reason) : null
        this.send(xml('presence', { to: `${entry.room}/${entry.nick}`, type: 'unavailable' }, status))
        this.#leave(entry)
        return true
      },
      'xmpp.muc.forget': ({ room }) => {
        this.rooms.keepPassword(room, undefined)
        return true
      },
      'xmpp.muc.message': (data) => this.#say(data),
      'xmpp.muc.subject': async ({ room, subject }) => {
        const id = this._getId()
        this.send(xml('message', { type: 'groupchat', id, to: room }, xml('subject', {}, subject ?? '')))
        await this.#settled(id, room, subject ?? '')
        return true as const
      },
      'xmpp.muc.nick': async ({ room, nick }) => {
        const entry = this.#joined(room, { room, nick })
        await rename(this.#door, entry, nick)
        return true as const
      },
    }
  }

  get #door(): Doorway {
    const { manager } = this
    return {
      rooms: this.rooms,
      courier: courierOf(manager),
      get isOpen() {
        return Boolean(manager.client)
      },
      send: (stanza) => this.send(stanza),
      request: (iq, timeoutMs) => this.request(iq, timeoutMs),
      ask: (iq: Element, heard: (reply: Element) => void) => this.ask(iq, heard),
      id: () => this._getId(),
      emit: (name, data) => this.emit(name, data),
    }
  }

  // A session that could not be resumed is in no room: the same rooms are entered again, with the same passwords.
  protected override started(): void {
    this.rooms.isAway = false
    courierOf(this.manager).onRoomSent = (room) => this.#reflections.expect(room)
    for (const entry of this.rooms.values()) {
      if (entry.state === 'leaving') this.#left(entry)
      else if (entry.state === 'joined') lose(this.#door, entry, 'connection')
      else if (entry.rejoin) comeBack(this.#door, entry)
      else knock(this.#door, entry, { maxstanzas: REJOIN_HISTORY }).catch(() => {})
    }
  }

  /** A session that goes on may have lost a room meanwhile: its service could not reach us. */
  override linked(isUp: boolean): void {
    this.rooms.isAway = !isUp
    if (!isUp) return
    for (const entry of this.rooms.values()) {
      if (entry.rejoin) comeBack(this.#door, entry)
      else if (entry.state === 'joined') this.#soon(entry, Math.random() * RESUME_SPREAD_MS)
    }
  }

  #soon(entry: JoinedRoom, ms: number): void {
    setTimeout(() => void check(this.#door, entry), ms).unref()
  }

  // One timer for all rooms, and none where there is no room.
  #watch(): void {
    const { rooms } = this
    this.#watching ??= setTimeout(
      () => {
        this.#watching = undefined
        const joined = rooms.values().filter(({ state }) => state === 'joined')
        const quiet = joined.filter(({ heardAt }) => heardAt < Date.now() - QUIET_MS)
        for (const entry of quiet.slice(0, CHECKED_AT_ONCE)) void check(this.#door, entry)
        if (rooms.size > 0) this.#watch()
      },
      WATCH_MS * (0.75 + Math.random() / 2),
    ).unref()
  }

  #leave(entry: JoinedRoom): void {
    // Not in yet, as far as we know: there may be no room to confirm it.
    if (entry.state === 'joining') {
      this.#left(entry)
      return
    }
    entry.state = 'leaving'
    setTimeout(() => {
      if (entry.state === 'leaving') this.#left(entry)
    }, SETTLE_MS)
  }

  #left(entry: JoinedRoom): void {
    forget(entry, this.#door)
    this.emit('xmpp.muc.roster', goneFrom(entry.room, entry.nick, true))
  }

  override receive(stanza: Element): boolean {
    const entry = this.rooms.get(stanza.attrs.from)
    if (!entry) return false
    if (stanza.name === 'presence') {
      this.#watch()
      return receivePresence(stanza, entry, this.#door)
    }
    const isFromRoom = splitJid(stanza.attrs.from ?? '').resource === undefined
    const x = isFromRoom ? stanza.getChild('x', NS_MUC_USER) : undefined
    if (stanza.attrs.type !== 'error' && (x?.getChild('invite') || x?.getChild('decline'))) return false
    const settling = this.#settling.get(stanza.attrs.id ?? '') ?? this.#ownSubject(stanza, entry)
    return receiveMessage(stanza, entry, this.#door, settling)
  }

  #say(data: CommandData<'xmpp.muc.message'>): { id: string } {
    const { room, to, receipt: _receipt, ...said } = data
    const entry = this.#joined(room, data)
    const id = data.id || this._getId()
    const content = data.content ? buildContent(data.content, data.format) : []
    if (content === undefined) throw new Failure(clientError('Can not parse XHTML message', data, 'bad-data'))
    const payloads = buildPayloads({ ...said, originId: data.content ? id : undefined })
    const attrs = to
      ? { to: `${entry.room}/${to}`, type: 'chat', id }
      : { to: entry.room, type: 'groupchat', id }
    // §7.5: marks a private message, so that the addressee's other clients know where it belongs.
    const mark = to ? xml('x', { xmlns: NS_MUC_USER }) : null
    const stanza = xml('message', attrs, ...content, mark, ...payloads)
    if (!data.content && !data.retract) {
      // A chat state of a minute ago is no news; what was said is.
      if (entry.state === 'joined' && !entry.rejoin) this.send(stanza)
      return { id }
    }
    say(courierOf(this.manager), {
      to: stanza.attrs.to ?? entry.room,
      id,
      by: to ? 'server' : 'room',
      stanza,
      data,
      nick: entry.nick,
    })
    return { id }
  }

  #joined(room: string, request: unknown): JoinedRoom {
    const entry = this.rooms.get(room)
    if (!entry) throw new Failure(clientError('Not registered with this room', request, 'not-joined'))
    return entry
  }

  // COMPAT: Prosody 0.12 reflects a subject without the id that it was sent with.
  #ownSubject(stanza: Element, { room, nick }: JoinedRoom): Settling | undefined {
    const { type, from } = stanza.attrs
    if (this.#settling.size === 0 || type !== 'groupchat' || splitJid(from ?? '').resource !== nick)
      return undefined
    const subject = ownText(stanza, 'subject')
    return [...this.#settling.values()].find((each) => each.room === room && each.subject === subject)
  }

  /** Until the room reflected the message or refused it; a room that keeps silent has accepted. */
  #settled(id: string, address: string, subject: string): Promise<void> {
    const room = bareOf(address) ?? address
    return new Promise((resolve, reject) => {
      const forget = () => {
        this.#settling.delete(id)
        clearTimeout(timer)
      }
      const done = () => {
        forget()
        resolve()
      }
      const timer = setTimeout(() => {
        if (this.manager.client) done()
        else {
          forget()
          reject(new Failure(notConnected()))
        }
      }, SETTLE_MS)
      this.#settling.set(id, {
        room,
        subject,
        resolve: done,
        reject: (failure) => {
          forget()
          reject(failure)
        },
      })
    })
  }
}
