import type { CommandData } from '#protocol/index.ts'
import { splitJid } from '#protocol/jid.ts'
import { buildPayloads } from '../codec/message.ts'
import { buildJoin, NS_MUC_USER } from '../codec/xep0045.ts'
import { buildContent } from '../codec/xep0071.ts'
import type { Claim } from '../xmpp/claims.ts'
import { clientError, Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import type { JoinedRoom } from '../xmpp/rooms.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { enter } from './joining.ts'
import { receiveMessage } from './roomMessages.ts'
import { receivePresence } from './roomPresence.ts'

const SETTLE_MS = 10_000
const REJOIN_HISTORY = 30

/** Being in a room: entering, leaving, talking, the subject, one's nick (XEP-0045 §7). */
export class Muc extends Extension {
  readonly #settling = new Map<string, { resolve: () => void; reject: (failure: Failure) => void }>()

  override readonly claims: readonly Claim[] = [
    { name: 'presence', when: (stanza) => this.rooms.get(stanza.attrs.from) !== undefined },
    { name: 'message', when: (stanza) => this.rooms.get(stanza.attrs.from) !== undefined },
  ]
  override readonly handlers: Handlers = {
    'xmpp.muc.join': (data) => enter(this.door, data),
    'xmpp.muc.leave': ({ room, reason }) => {
      const entry = this.#joined(room, { room })
      const status = reason ? xml('status', {}, reason) : null
      this.send(xml('presence', { to: `${entry.room}/${entry.nick}`, type: 'unavailable' }, status))
      return true
    },
    'xmpp.muc.message': (data) => this.#say(data),
    'xmpp.muc.subject': async ({ room, subject }) => {
      const id = this._getId()
      this.send(xml('message', { type: 'groupchat', id, to: room }, xml('subject', {}, subject ?? '')))
      await this.#settled(id)
      return true as const
    },
    'xmpp.muc.nick': async ({ room, nick }) => {
      const entry = this.#joined(room, { room, nick })
      await this.#rename(entry, nick)
      return true as const
    },
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
      for (const nick of entry.occupants)
        this.emit('xmpp.muc.roster', {
          room: entry.room,
          nick,
          present: false,
          role: 'none',
          status: 'unavailable',
        })
      entry.occupants.clear()
      entry.state = 'joining'
      const history = { maxstanzas: REJOIN_HISTORY }
      this.send(buildJoin(entry.room, entry.nick, this._getId(), { password: entry.password, history }))
    }
  }

  override receive(stanza: Element): boolean {
    const entry = this.rooms.get(stanza.attrs.from)
    if (!entry) return false
    const emit: typeof this.emit = (name, data) => this.emit(name, data)
    if (stanza.name === 'presence') return receivePresence(stanza, entry, this.rooms, emit)
    const isFromRoom = splitJid(stanza.attrs.from ?? '').resource === undefined
    const x = isFromRoom ? stanza.getChild('x', NS_MUC_USER) : undefined
    if (x?.getChild('invite') || x?.getChild('decline')) return false
    const settling = this.#settling.get(stanza.attrs.id ?? '')
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

  #rename(entry: JoinedRoom, nick: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const forget = () => {
        entry.renaming = undefined
        clearTimeout(timer)
      }
      const timer = setTimeout(() => {
        forget()
        reject(new Failure({ type: 'wait', condition: 'remote-server-timeout', reason: 'remote-timeout' }))
      }, SETTLE_MS)
      entry.renaming = {
        nick,
        resolve: () => {
          forget()
          resolve()
        },
        reject: (error) => {
          forget()
          reject(new Failure(error))
        },
      }
      this.send(xml('presence', { to: `${entry.room}/${nick}`, id: this._getId() }))
    })
  }

  /** Until the room reflected the message or refused it; a room that keeps silent has accepted. */
  #settled(id: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const forget = () => {
        this.#settling.delete(id)
        clearTimeout(timer)
      }
      const done = () => {
        forget()
        resolve()
      }
      const timer = setTimeout(done, SETTLE_MS)
      this.#settling.set(id, {
        resolve: done,
        reject: (failure) => {
          forget()
          reject(failure)
        },
      })
    })
  }
}
