import type { CommandData, EventData } from '#protocol/index.ts'
import { parseJid } from '#protocol/jid.ts'
import { buildPresence, parsePresence } from '../codec/presence.ts'
import { ownCaps } from '../codec/xep0115.ts'
import type { Claim } from '../xmpp/claims.ts'
import { parseStanzaError } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, xml } from '../xmpp/xml.ts'

const NS_MUC_USER = 'http://jabber.org/protocol/muc#user'
const NS_NICK = 'http://jabber.org/protocol/nick'
type Directed = 'subscribe' | 'subscribed' | 'unsubscribe' | 'unsubscribed'

const CLAIMS: readonly Claim[] = [{ name: 'presence' }]

/** Availability and subscriptions (RFC 6121 §3–4). */
export class Presence extends Extension {
  #last: CommandData<'xmpp.presence'> | undefined

  override readonly claims = CLAIMS
  static readonly #handlers: Handlers & ThisType<Presence> = {
    'xmpp.presence'(data) {
      if (data.to) this.#directed(data)
      else {
        this.#broadcast(data)
        this.#tellRooms()
      }
      return true
    },
    'xmpp.presence.offline'() {
      this.#last = undefined
      this.send(buildPresence({ type: 'unavailable' }))
      return true
    },
    // XMPP-FTW's name for a directed available presence; it is no probe.
    'xmpp.presence.get'({ to }) {
      this.send(buildPresence({ to }))
      return true
    },
    'xmpp.presence.subscribe'({ to }) {
      return this.#subscription(to, 'subscribe')
    },
    'xmpp.presence.subscribed'({ to }) {
      return this.#subscription(to, 'subscribed')
    },
    'xmpp.presence.unsubscribe'({ to }) {
      return this.#subscription(to, 'unsubscribe')
    },
    'xmpp.presence.unsubscribed'({ to }) {
      return this.#subscription(to, 'unsubscribed')
    },
  }
  override get handlers(): Handlers {
    return Presence.#handlers
  }

  // A session that could not be resumed starts unavailable: what was said before is said again, once.
  protected override started(): void {
    if (this.#last) this.#broadcast(this.#last)
  }

  override receive(stanza: Element): boolean {
    const from = stanza.attrs.from ? parseJid(stanza.attrs.from) : this.ownJid()
    if (!from) return true
    const { type } = stanza.attrs
    // The last words of a room that we are not in: no contact's presence.
    if (type !== 'error' && stanza.getChild('x', NS_MUC_USER)) return true
    if (type === undefined || type === 'unavailable') this.emit('xmpp.presence', parsePresence(stanza, from))
    else if (type === 'subscribe') {
      const nick = stanza.getChildText('nick', NS_NICK)
      const status = stanza.getChildText('status')
      this.emit('xmpp.presence.subscribe', { from, ...(nick ? { nick } : {}), ...(status ? { status } : {}) })
    } else if (type === 'subscribed' || type === 'unsubscribe' || type === 'unsubscribed')
      this.emit('xmpp.presence.subscription', { from, type })
    else if (type === 'error') {
      const detail = parseStanzaError(stanza)
      this.emit('xmpp.presence.error', { error: detail.condition ?? 'undefined-condition', from, detail })
    }
    return true
  }

  #broadcast(data: CommandData<'xmpp.presence'>): void {
    const isAway = data.type === 'unavailable'
    this.#last = isAway ? undefined : data
    const { rooms } = this
    const { status, priority } = data
    const show = data.show || undefined
    rooms.availability = isAway ? {} : { show, status }
    rooms.isUnavailable = isAway
    if (isAway) {
      this.send(buildPresence({ type: 'unavailable', status }))
      return
    }
    this.send(buildPresence({ show, status, priority, client: data.client ?? ownCaps }))
    const own: EventData<'xmpp.presence.own'> = {}
    if (show) own.show = show
    if (status) own.status = status
    this.emit('xmpp.presence.own', own)
  }

  // XEP-0045 §7.7: a server passes absence on to rooms, but no other availability.
  #tellRooms(): void {
    if (this.#last === undefined || this.rooms.size === 0) return
    for (const { room, nick, state } of this.rooms.values())
      if (state === 'joined') this.send(buildPresence({ to: `${room}/${nick}`, ...this.rooms.availability }))
  }

  #directed({ to, type, show, status, priority, client }: CommandData<'xmpp.presence'>): void {
    const isAway = type === 'unavailable'
    this.send(
      buildPresence({ to, status, ...(isAway ? { type } : { show, priority, client: client ?? ownCaps }) }),
    )
  }

  #subscription(to: string, type: Directed): true {
    this.send(xml('presence', { to, type }))
    return true
  }
}
