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
import { enter, knock, rename } from './joining.ts'
import { forget, goneFrom } from './leaving.ts'
import { receiveMessage } from './roomMessages.ts'
import { receivePresence } from './roomPresence.ts'

const SETTLE_MS = 10_000
const REJOIN_HISTORY = 30

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

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.muc.join': (data) => enter(this.door, data),
      'xmpp.muc.leave': ({ room, reason }) => {
        const entry = this.#joined(room, { room })
        const status = reason ? xml('status', {}, reason) : null
        this.send(xml('presence', { to: `${entry.room}/${entry.nick}`, type: 'unavailable' }, status))
        this.#leave(entry)
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
        await rename(this.door, entry, nick)
        return true as const
      },
    }
  }

  private get door() {
    return {
      rooms: this.rooms,
      send: (stanza: Element) => this.send(stanza),
      request: (iq: Element) => this.request(iq),
      id: () => this._getId(),
    }
  }

  // A session that could not be resumed is in no room: the same rooms are entered again, with the same passwords.
  protected override started(): void {
    for (const entry of this.rooms.values()) {
      for (const nick of entry.occupants) this.emit('xmpp.muc.roster', goneFrom(entry.room, nick, false))
      entry.occupants.clear()
      if (entry.state === 'leaving') forget(entry, this.rooms)
      else this.#rejoin(entry)
    }
  }

  #rejoin(entry: JoinedRoom): void {
    const { room, nick, password } = entry
    entry.state = 'joining'
    entry.isLive = false
    const history = { maxstanzas: REJOIN_HISTORY }
    knock(this.door, entry, { nick, password, history }).catch((failure: Failure) => {
      // A refusal was told when it came; silence was not.
      if (entry.state === 'joining')
        this.emit('xmpp.muc.error', { type: 'presence', error: failure.error, room, nick })
      if (entry.state !== 'joined') this.emit('xmpp.muc.roster', goneFrom(room, nick, true))
    })
  }

  #leave(entry: JoinedRoom): void {
    if (entry.state === 'joining') {
      // Not in yet, as far as we know: there may be no room to confirm it.
      forget(entry, this.rooms)
      this.emit('xmpp.muc.roster', goneFrom(entry.room, entry.nick, true))
      return
    }
    entry.state = 'leaving'
    setTimeout(() => {
      if (entry.state !== 'leaving') return
      forget(entry, this.rooms)
      this.emit('xmpp.muc.roster', goneFrom(entry.room, entry.nick, true))
    }, SETTLE_MS)
  }

  override receive(stanza: Element): boolean {
    const entry = this.rooms.get(stanza.attrs.from)
    if (!entry) return false
    const emit: typeof this.emit = (name, data) => this.emit(name, data)
    if (stanza.name === 'presence') return receivePresence(stanza, entry, this.rooms, emit)
    const isFromRoom = splitJid(stanza.attrs.from ?? '').resource === undefined
    const x = isFromRoom ? stanza.getChild('x', NS_MUC_USER) : undefined
    if (stanza.attrs.type !== 'error' && (x?.getChild('invite') || x?.getChild('decline'))) return false
    const settling = this.#settling.get(stanza.attrs.id ?? '') ?? this.#ownSubject(stanza, entry)
    return receiveMessage(stanza, entry, emit, settling)
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
    this.send(xml('message', attrs, ...content, mark, ...payloads))
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
