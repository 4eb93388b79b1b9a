import type { Bookmark } from '#protocol/bookmarks.ts'
import { bareOf } from '#protocol/jid.ts'
import { Element, xml } from '../xmpp/xml.ts'

export const NS_BOOKMARKS = 'urn:xmpp:bookmarks:1'
const OURS = new Set(['nick', 'password'])

/** One item of the node as it is stored: another client may have written the address in its own way. */
export interface Stored {
  readonly id: string
  readonly conference: Element
  readonly bookmark: Bookmark
}

/** What an address and a `<conference/>` of any age say; undefined where the address is no room's. */
export function bookmarkOf(address: string | undefined, conference: Element): Bookmark | undefined {
  const room = address === undefined ? undefined : bareOf(address)
  if (room === undefined || !room.includes('@')) return undefined
  const { name, autojoin } = conference.attrs
  const text = (child: string) => conference.getChildText(child, conference.getNS()) || undefined
  const nick = text('nick')
  const password = text('password')
  return {
    room,
    ...(name ? { name } : {}),
    ...(nick ? { nick } : {}),
    ...(password ? { password } : {}),
    // XML Schema's boolean has two words for each value.
    autojoin: autojoin === 'true' || autojoin === '1',
  }
}

/** An `<item/>` of the node, or nothing where it is malformed: the rest of the list is kept. */
export function parseStored(item: Element): Stored | undefined {
  const conference = item.getChild('conference', NS_BOOKMARKS)
  const { id } = item.attrs
  const bookmark = conference && bookmarkOf(id, conference)
  return id && bookmark ? { id, conference, bookmark } : undefined
}

/** The item that replaces `before`: whatever in it is not ours to know stays (§2: extensions MUST be preserved). */
export function buildItem({ room, name, nick, password, autojoin }: Bookmark, before?: Stored): Element {
  const { name: _name, autojoin: _autojoin, xmlns: _xmlns, ...attrs } = before?.conference.attrs ?? {}
  const isForeign = (child: unknown): child is Element =>
    child instanceof Element && !(child.getNS() === NS_BOOKMARKS && OURS.has(child.getName()))
  const conference = xml(
    'conference',
    { xmlns: NS_BOOKMARKS, ...attrs, ...(name ? { name } : {}), autojoin: String(autojoin) },
    nick ? xml('nick', {}, nick) : null,
    password ? xml('password', {}, password) : null,
    ...(before?.conference.children ?? []).filter(isForeign),
  )
  return xml('item', { id: before?.id ?? room }, conference)
}
