import type { BlockingPush } from '#protocol/blocking.ts'
import { fullJid, parseJid } from '#protocol/jid.ts'
import { type Element, xml } from '../xmpp/xml.ts'

export const NS_BLOCKING = 'urn:xmpp:blocking'

export const buildListRequest = (id: string): Element =>
  xml('iq', { type: 'get', id }, xml('blocklist', { xmlns: NS_BLOCKING }))

/** No addresses in an `unblock` are all of them (§3.5); a `block` needs one. */
export function buildBlocking(id: string, action: 'block' | 'unblock', jids: readonly string[]): Element {
  const items = jids.map((jid) => xml('item', { jid }))
  return xml('iq', { type: 'set', id }, xml(action, { xmlns: NS_BLOCKING }, ...items))
}

/** The addresses in a list, once each; what is none is left out. */
export function parseBlocked(parent: Element | undefined): string[] {
  const jids = (parent?.getChildren('item') ?? []).flatMap(({ attrs }) => {
    const jid = attrs.jid === undefined ? undefined : parseJid(attrs.jid)
    return jid === undefined ? [] : [fullJid(jid)]
  })
  return [...new Set(jids)]
}

/** What a push of the own server says; nothing where it names nobody. */
export function parsePush(iq: Element): BlockingPush | undefined {
  const block = iq.getChild('block', NS_BLOCKING)
  const change = block ?? iq.getChild('unblock', NS_BLOCKING)
  const jids = parseBlocked(change)
  if (jids.length > 0) return { action: block ? 'block' : 'unblock', jids }
  return change && !block && change.getChild('item') === undefined
    ? { action: 'unblock', jids, all: true }
    : undefined
}
