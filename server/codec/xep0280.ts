import { type Element, isNamed, xml } from '../xmpp/xml.ts'

export const NS_CARBONS = 'urn:xmpp:carbons:2'
const NS_FORWARD = 'urn:xmpp:forward:0'

/** Whether it claims to be a carbon: whole or not, it is no message of its own then. */
export function isCarbon(message: Element): boolean {
  for (const child of message.children)
    if (typeof child !== 'string' && (isNamed(child, 'sent') || isNamed(child, 'received')))
      if (child.getNS() === NS_CARBONS) return true
  return false
}

/** The message inside a carbon, and which way it went. */
export function parseCarbon(
  message: Element,
): { direction: 'sent' | 'received'; message: Element } | undefined {
  for (const direction of ['received', 'sent'] as const) {
    const inner = message
      .getChild(direction, NS_CARBONS)
      ?.getChild('forwarded', NS_FORWARD)
      ?.getChild('message')
    if (inner) return { direction, message: inner }
  }
  return undefined
}

export function buildCarbonsRequest(id: string): Element {
  return xml('iq', { type: 'set', id }, xml('enable', { xmlns: NS_CARBONS }))
}
