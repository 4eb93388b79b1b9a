import { bareOf } from '#protocol/jid.ts'
import { formatRoute, parseRoute } from './route.ts'

/** What a link to a room says: which room, and, where whoever made it chose so, its password. */
export interface RoomLink {
  readonly room: string
  /** As it was typed: no blank is taken off. */
  readonly password?: string | undefined
}

/** The part of this page's address from the `#` on, of which browsers send nothing to any server. */
export function roomFragment({ room, password }: RoomLink): string {
  return formatRoute({ name: 'room', room }) + (password ? `?password=${encode(password)}` : '')
}

/** A link that opens in any browser; `page` is the address of this page without a fragment. */
export function webLink(page: string, link: RoomLink): string {
  return page + roomFragment(link)
}

/** The same for other XMPP clients (RFC 5122; `join` and its `password` are XEP-0045 §17). */
export function xmppLink({ room, password }: RoomLink): string {
  const address = room.split('@').map(encodeURIComponent).join('@')
  return `xmpp:${address}?join${password ? `;password=${encode(password)}` : ''}`
}

export function parseFragment(hash: string): RoomLink | undefined {
  const route = parseRoute(hash)
  if ((route.name !== 'room' && route.name !== 'join') || route.room === undefined) return undefined
  const question = hash.indexOf('?')
  const query = question < 0 ? '' : hash.slice(question + 1)
  return { room: bareOf(route.room) ?? route.room, password: parameter(query, '&') }
}

/** Reads an `xmpp:` address that is meant to be entered; undefined for one that is not. */
export function parseXmppLink(uri: string): RoomLink | undefined {
  const [address = '', query = ''] = uri.replace(/^xmpp:(?:\/\/[^/]*\/)?/iu, '').split(/\?(.*)/su, 2)
  const room = bareOf(decode(address))
  if (!room?.includes('@') || query.split(';')[0] !== 'join') return undefined
  return { room, password: parameter(query, ';') }
}

function parameter(query: string, separator: '&' | ';'): string | undefined {
  const found = query.split(separator).find((each) => each.startsWith('password='))
  return found === undefined ? undefined : decode(found.slice('password='.length)) || undefined
}

// Nothing but letters and digits stands as itself: whoever makes links of text would cut a dot or a bracket off the
// end, and take others for markup.
function encode(text: string): string {
  const whole = text.replace(/\p{Surrogate}/gu, '\ufffd')
  return encodeURIComponent(whole).replace(
    /[^A-Za-z0-9%]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // Written by hand, with a `%` that stands for itself.
    return text
  }
}
