import { type Element, xml } from '../xmpp/xml.ts'
import type { PayloadCodec } from './payload.ts'

export const NS_MARKERS = 'urn:xmpp:chat-markers:0'

/** The wish to hear when it was read. */
export const markable: PayloadCodec<{ markable?: true }, { markable?: boolean | null }> = {
  reads: [NS_MARKERS],
  parse: (message) => (message.getChild('markable', NS_MARKERS) ? { markable: true } : {}),
  build: (data) => (data.markable ? [xml('markable', { xmlns: NS_MARKERS })] : []),
}

/** The id of the message that was displayed last. */
export function parseMarker(message: Element): string | undefined {
  return message.getChild('displayed', NS_MARKERS)?.attrs.id || undefined
}

/** §6: to be archived (XEP-0334 §4.4), so that it reaches whom it is for when they are away. */
export function buildMarker(stanzaId: string, to: string, id: string): Element {
  return xml(
    'message',
    { id: stanzaId, to, type: 'chat' },
    xml('displayed', { xmlns: NS_MARKERS, id }),
    xml('store', { xmlns: 'urn:xmpp:hints' }),
  )
}
