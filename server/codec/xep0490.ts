import type { Displayed } from '#protocol/displayed.ts'
import { bareOf, fullJid, parseJid } from '#protocol/jid.ts'
import { type Element, xml } from '../xmpp/xml.ts'

export const NS_DISPLAYED = 'urn:xmpp:mds:displayed:0'
const NS_SID = 'urn:xmpp:sid:0'

/**
 * An `<item/>` of the node. §3.1: exactly one stanza-id, by the room itself or by the own account; one of anybody else's
 * names nothing that can be found. Undefined for what is neither, and for private messages of a room (a full JID).
 */
export function parseDisplayed(item: Element, account: string): Displayed | undefined {
  const ids = item.getChild('displayed', NS_DISPLAYED)?.getChildren('stanza-id', NS_SID) ?? []
  const { by, id } = ids[0]?.attrs ?? {}
  const address = item.attrs.id ? parseJid(item.attrs.id) : undefined
  const archive = by === undefined ? undefined : bareOf(by)
  if (ids.length !== 1 || !id || !address || address.resource !== undefined) return undefined
  const jid = fullJid(address)
  if (archive === account) return { jid, id }
  return archive === jid ? { jid, id, room: true } : undefined
}

export function buildDisplayed({ jid, id, room }: Displayed, account: string): Element {
  const stanzaId = xml('stanza-id', { xmlns: NS_SID, by: room ? jid : account, id })
  return xml('item', { id: jid }, xml('displayed', { xmlns: NS_DISPLAYED }, stanzaId))
}
