import type { Element } from '../xmpp/xml.ts'

const NS = 'urn:xmpp:occupant-id:0'
export const NS_OCCUPANT_ID = NS

/** The occupant's id, if there is exactly one; two are a forgery (§4). Only to be read where the room announces it. */
export function parseOccupantId(stanza: Element): string | undefined {
  const ids = stanza.getChildren('occupant-id', NS)
  return ids.length === 1 ? ids[0]?.attrs.id : undefined
}
