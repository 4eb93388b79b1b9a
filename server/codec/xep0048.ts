import type { Bookmark } from '#protocol/bookmarks.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { bookmarkOf } from './xep0402.ts'

export const NS_STORAGE = 'storage:bookmarks'
const NS_PRIVATE = 'jabber:iq:private'

/** The rooms of a `<storage/>`; one that names no room is skipped, web pages too. */
export function parseStorage(storage: Element | undefined): Bookmark[] {
  const rooms = storage?.getChildren('conference', NS_STORAGE) ?? []
  return rooms.flatMap((each) => bookmarkOf(each.attrs.jid, each) ?? [])
}

/** The same store without one room; undefined where it did not hold it. */
export function withoutRoom(storage: Element | undefined, room: string): Element | undefined {
  const isIt = (child: Element) => bookmarkOf(child.attrs.jid, child)?.room === room
  const children = storage?.getChildElements() ?? []
  if (!children.some(isIt)) return undefined
  return xml('storage', { xmlns: NS_STORAGE }, ...children.filter((child) => !isIt(child)))
}

/** XEP-0049 §5: asks for, or with a storage of its own replaces, what is in private storage. */
export function buildPrivate(id: string, storage?: Element): Element {
  const content = storage ?? xml('storage', { xmlns: NS_STORAGE })
  return xml('iq', { type: storage ? 'set' : 'get', id }, xml('query', { xmlns: NS_PRIVATE }, content))
}

export const privateStorageOf = (reply: Element): Element | undefined =>
  reply.getChild('query', NS_PRIVATE)?.getChild('storage', NS_STORAGE)
