import type { Jid } from '#protocol/jid.ts'
import { isShow, type Presence } from '#protocol/presence.ts'
import { bare, type Element, ownText, xml } from '../xmpp/xml.ts'
import { parsePhoto } from './xep0153.ts'

export const NS_CAPS = 'http://jabber.org/protocol/caps'

export interface Caps {
  node: string
  ver: string
  hash: string
}

export interface OutgoingPresence {
  to?: string | undefined
  type?: string | undefined
  show?: string | null | undefined
  status?: string | undefined
  priority?: string | number | null | undefined
  client?: Caps | null | undefined
}

/** RFC 6121 §4.7; `show` outside the four of the standard counts as plain available. */
export function parsePresence(stanza: Element, from: Jid): Presence {
  const presence: Presence = { from }
  const status = ownText(stanza, 'status')
  if (status) presence.status = status
  if (stanza.attrs.type === 'unavailable') return { ...presence, show: 'offline' }
  const said = ownText(stanza, 'show')
  if (isShow(said)) presence.show = said
  const priority = ownText(stanza, 'priority')
  if (priority) presence.priority = priority
  const { node, ver, hash } = stanza.getChild('c', NS_CAPS)?.attrs ?? {}
  if (node && ver && hash) presence.client = { node, ver, hash }
  const photo = parsePhoto(stanza)
  if (photo !== undefined) presence.photo = photo
  return presence
}

export function buildPresence(data: OutgoingPresence): Element {
  const { to, type, show, status, priority, client } = data
  const hasPriority = priority !== undefined && priority !== null && priority !== ''
  return xml(
    'presence',
    to || type ? { to: to || undefined, type: type || undefined } : undefined,
    status ? xml('status', undefined, status) : null,
    hasPriority ? xml('priority', undefined, String(priority)) : null,
    show ? xml('show', undefined, show) : null,
    client ? bare('c', { xmlns: NS_CAPS, ver: client.ver, node: client.node, hash: client.hash }) : null,
  )
}
