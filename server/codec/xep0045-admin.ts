import { parseJid } from '#protocol/jid.ts'
import type { AffiliationItem } from '#protocol/occupants.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { NS_MUC_ADMIN } from './xep0045.ts'

/** One change per request: Prosody refuses several items in one IQ. */
function build(id: string, room: string, attrs: Record<string, string>, reason?: string): Element {
  const item = xml('item', attrs, reason ? xml('reason', {}, reason) : null)
  return xml('iq', { type: 'set', id, to: room }, xml('query', { xmlns: NS_MUC_ADMIN }, item))
}

/** §9: long-lived, of a bare JID. */
export function buildAffiliation(
  id: string,
  change: { room: string; jid: string; affiliation: string; reason?: string | undefined },
): Element {
  return build(id, change.room, { jid: change.jid, affiliation: change.affiliation }, change.reason)
}

/** §8: of an occupant, while present. */
export function buildRole(
  id: string,
  change: { room: string; nick: string; role: string; reason?: string | undefined },
): Element {
  return build(id, change.room, { nick: change.nick, role: change.role }, change.reason)
}

export function buildListRequest(
  id: string,
  room: string,
  by: { role: string } | { affiliation: string },
): Element {
  return xml('iq', { type: 'get', id, to: room }, xml('query', { xmlns: NS_MUC_ADMIN }, xml('item', by)))
}

/** The items of a list; a semi-anonymous room may leave out JIDs or nicks. */
export function parseList(reply: Element): AffiliationItem[] {
  const items = reply.getChild('query', NS_MUC_ADMIN)?.getChildren('item') ?? []
  return items.map((item) => {
    const { affiliation, nick, role, jid: address } = item.attrs
    const jid = address ? parseJid(address) : undefined
    const reason = item.getChildText('reason')
    return {
      affiliation: affiliation ?? 'none',
      ...(jid ? { jid } : {}),
      ...(nick ? { nick } : {}),
      ...(role ? { role } : {}),
      ...(reason ? { reason } : {}),
    }
  })
}

/** Who changed somebody, as far as the room tells. */
export function parseActor(item: Element): { nick?: string; jid?: string } | undefined {
  const { nick, jid } = item.getChild('actor')?.attrs ?? {}
  return nick || jid ? { ...(nick ? { nick } : {}), ...(jid ? { jid } : {}) } : undefined
}
