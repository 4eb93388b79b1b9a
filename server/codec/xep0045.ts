import { parseJid, splitJid } from '#protocol/jid.ts'
import type { Occupant } from '#protocol/occupants.ts'
import { Show } from '#protocol/presence.ts'
import { type Element, ownText, xml } from '../xmpp/xml.ts'
import { parsePhoto } from './xep0153.ts'

export const NS_MUC = 'http://jabber.org/protocol/muc'
export const NS_MUC_USER = `${NS_MUC}#user`
export const NS_MUC_ADMIN = `${NS_MUC}#admin`
export const NS_MUC_OWNER = `${NS_MUC}#owner`

interface HistoryRequest {
  maxchars?: number | string | null | undefined
  maxstanzas?: number | string | null | undefined
  seconds?: number | string | null | undefined
  since?: string | null | undefined
}

interface JoinOptions {
  password?: string | undefined
  history?: HistoryRequest | null | undefined
  show?: string | undefined
  status?: string | undefined
}

/** §7.2: entering, with the password in clear inside `<x/>` (§7.2.6). `0` asks for no history (§7.2.15). */
export function buildJoin(
  room: string,
  nick: string,
  id: string,
  { password, history, show, status }: JoinOptions = {},
): Element {
  const limits = Object.entries(history ?? {}).flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  )
  const x = xml(
    'x',
    { xmlns: NS_MUC },
    limits.length > 0 ? xml('history', Object.fromEntries(limits)) : null,
    password ? xml('password', {}, password) : null,
  )
  return xml(
    'presence',
    { to: `${room}/${nick}`, id },
    show ? xml('show', {}, show) : null,
    status ? xml('status', {}, status) : null,
    x,
  )
}

/** The status codes of the room's word about a presence or message. */
export function statusCodes(x: Element | undefined): number[] {
  return (x?.getChildren('status') ?? []).map((status) => Number(status.attrs.code)).filter(Number.isInteger)
}

/** An occupant's presence; `nick` is the new one on a rename (XMPP-FTW's habit), `oldNick` the one that sent it. */
export function parseOccupant(presence: Element, room: string): Occupant {
  // A room that passes an occupant's own `<x/>` on puts its word behind it.
  const x = presence.getChildren('x', NS_MUC_USER).at(-1)
  const item = x?.getChild('item')
  const codes = statusCodes(x)
  const isUnavailable = presence.attrs.type === 'unavailable'
  const sender = splitJid(presence.attrs.from ?? '').resource
  const occupant: Occupant = { room, present: !isUnavailable }
  const nick = item?.attrs.nick && codes.includes(303) ? item.attrs.nick : sender
  if (nick !== undefined) occupant.nick = nick
  if (codes.includes(303) && sender !== undefined) occupant.oldNick = sender
  if (codes.length > 0) occupant.status = codes
  else if (isUnavailable) occupant.status = 'unavailable'
  if (item?.attrs.affiliation) occupant.affiliation = item.attrs.affiliation
  if (item?.attrs.role) occupant.role = item.attrs.role
  const jid = item?.attrs.jid ? parseJid(item.attrs.jid) : undefined
  if (jid) occupant.jid = jid
  if (codes.includes(110)) occupant.self = true
  const show = Show.safeParse(ownText(presence, 'show'))
  if (show.success) occupant.show = show.data
  const statusText = ownText(presence, 'status')
  if (statusText) occupant.statusText = statusText
  const actor = item?.getChild('actor')?.attrs
  if (actor?.nick || actor?.jid)
    occupant.actor = { ...(actor.nick ? { nick: actor.nick } : {}), ...(actor.jid ? { jid: actor.jid } : {}) }
  const reason = item?.getChildText('reason')
  if (reason) occupant.reason = reason
  const photo = parsePhoto(presence)
  if (photo) occupant.photo = photo
  return occupant
}

interface Destroyed {
  alternative?: string
  password?: string
  reason?: string
}

/** §10.9: where the people of a destroyed room may go, and what opens that door. */
export function parseDestroy(presence: Element): Destroyed | undefined {
  const destroy = presence.getChildren('x', NS_MUC_USER).at(-1)?.getChild('destroy')
  if (!destroy) return undefined
  const alternative = destroy.attrs.jid && parseJid(destroy.attrs.jid) ? destroy.attrs.jid : undefined
  const reason = destroy.getChildText('reason')
  const password = alternative && destroy.getChildText('password')
  return {
    ...(alternative ? { alternative } : {}),
    ...(password ? { password } : {}),
    ...(reason ? { reason } : {}),
  }
}
