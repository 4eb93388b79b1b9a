import { type Element, xml } from '../xmpp/xml.ts'

const NS_STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'

/** An error in answer to an iq (RFC 6120 §8.3.1). */
export function buildRefusal(
  iq: Element,
  type: 'auth' | 'cancel' | 'modify' | 'wait',
  condition: string,
): Element {
  const { from, id } = iq.attrs
  const error = xml('error', { type }, xml(condition, { xmlns: NS_STANZAS }))
  return xml('iq', { type: 'error', id, ...(from ? { to: from } : {}) }, error)
}
