import { childOf, type Element, xml } from '../xmpp/xml.ts'
import type { PayloadCodec } from './payload.ts'

export const NS_RECEIPTS = 'urn:xmpp:receipts'

/** The wish for a delivery receipt. */
export const receiptRequest: PayloadCodec<{ receipt?: true }, { receipt?: boolean | null }> = {
  reads: [NS_RECEIPTS],
  parse: (message) => (childOf(message, 'request', NS_RECEIPTS) ? { receipt: true } : {}),
  build: ({ receipt }) => (receipt ? [xml('request', { xmlns: NS_RECEIPTS })] : []),
}

/** The id that a receipt is for. */
export function parseReceipt(message: Element): string | undefined {
  return message.getChild('received', NS_RECEIPTS)?.attrs.id
}

export function buildReceipt(stanzaId: string, to: string, id: string): Element {
  return xml('message', { id: stanzaId, to }, xml('received', { xmlns: NS_RECEIPTS, id }))
}
