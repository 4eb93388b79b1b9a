import type { Element } from '@xmpp/xml'
import { asFailure } from './negotiate.ts'
import type { Negotiation } from './negotiation.ts'
import type { XmlStream } from './stream.ts'
import { NS } from './types.ts'

/**
 * Asks on a resumed stream what the server has taken over, and waits for the answer (XEP-0198 §4); what it tells meanwhile
 * is the session's. Undefined: none came in time. COMPAT: Prosody 0.12 reads on where the old link broke off; in the middle
 * of a stanza, all that follows is a part of that, and never answered.
 */
export async function prove(stream: XmlStream, link: Negotiation): Promise<Element | undefined> {
  stream.write(`<r xmlns='${NS.sm}'/>`)
  try {
    for (;;) {
      const element = await link.next()
      if (element.is('a', NS.sm)) return element
      link.keep(element)
    }
  } catch (error) {
    const cause = asFailure(error)
    if (cause.reason === 'timeout') return undefined
    throw cause
  }
}
