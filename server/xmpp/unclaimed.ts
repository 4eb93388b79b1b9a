import { type Element, xml } from './xml.ts'

const NS_STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'

/** Answers a request that nobody here understands (RFC 6120 §8.2.3); other stanzas get no answer. */
export function refuse({ name, attrs }: Element, client: { send(answer: Element): unknown } | false): void {
  const { type, from, id } = attrs
  if (name !== 'iq' || (type !== 'get' && type !== 'set') || !client) return
  const error = xml('error', { type: 'cancel' }, xml('service-unavailable', { xmlns: NS_STANZAS }))
  client.send(xml('iq', { type: 'error', to: from, id }, error))
}
