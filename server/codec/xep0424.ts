import { type Element, ownText, xml } from '../xmpp/xml.ts'
import type { PayloadCodec } from './payload.ts'

const NS = 'urn:xmpp:message-retract:1'
/** Version 0.3 and before, over XEP-0422: what clients of 2023 still speak. */
const NS_OLD = 'urn:xmpp:message-retract:0'
const NS_FASTEN = 'urn:xmpp:fasten:0'
const NS_FALLBACK = 'urn:xmpp:fallback:0'
const NS_HINTS = 'urn:xmpp:hints'

/** What clients show that know nothing of retractions. */
const FALLBACK = 'I took back an earlier message. This client cannot hide it.'

interface Incoming {
  retract?: { id?: string; originId?: string }
  tombstone?: true
}
interface Outgoing {
  retract?: { id: string; originId?: string | undefined } | null | undefined
}

/** Taking back a message of one's own. Who may be believed is for the reader to decide. */
export const retraction: PayloadCodec<Incoming, Outgoing> = {
  reads: [NS, NS_OLD, NS_FASTEN, 'moderated'],
  parse(message) {
    const retract = message.getChild('retract', NS)
    const old = message.getChildren('apply-to', NS_FASTEN).find((each) => each.getChild('retract', NS_OLD))
    // XEP-0425 §5: what claims to be a moderator's act is the room's to say, and read elsewhere.
    const id = retract && !hasChild(retract, 'moderated') ? retract.attrs.id : undefined
    const originId = old?.attrs.id
    const found: Incoming = {}
    if (id || originId) found.retract = { ...(id ? { id } : {}), ...(originId ? { originId } : {}) }
    if (isTombstone(message)) found.tombstone = true
    return found
  },
  build({ retract }) {
    if (!retract) return []
    const { id, originId = id } = retract
    return [
      // XEP-0428: servers archive what has a body, and older clients show it.
      xml('body', {}, FALLBACK),
      xml('retract', { xmlns: NS, id }),
      xml('apply-to', { xmlns: NS_FASTEN, id: originId }, xml('retract', { xmlns: NS_OLD })),
      xml('fallback', { xmlns: NS_FALLBACK, for: NS }),
      xml('store', { xmlns: NS_HINTS }),
    ]
  },
}

/** Whether the body is there only for clients that know nothing of retractions (XEP-0428 §3). */
export function isRetractionFallback(message: Element): boolean {
  return message.getChildren('fallback', NS_FALLBACK).some(({ attrs, children }) => {
    const isWhole = !children.some((child) => typeof child !== 'string')
    return isWhole && (attrs.for === undefined || attrs.for === NS || attrs.for === NS_OLD)
  })
}

// Whoever writes one by hand and a body beside it has taken nothing back. Older ones stand inside `<moderated/>`.
function isTombstone(message: Element): boolean {
  if (ownText(message, 'body') !== undefined) return false
  const isRetracted = (element: Element) =>
    element.getName() === 'retracted' && (element.getNS() === NS || element.getNS() === NS_OLD)
  return message
    .getChildElements()
    .some(
      (child) =>
        isRetracted(child) || (child.getName() === 'moderated' && child.getChildElements().some(isRetracted)),
    )
}

const hasChild = (element: Element, name: string) =>
  element.getChildElements().some((child) => child.getName() === name)
