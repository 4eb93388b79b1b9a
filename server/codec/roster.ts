import { parseJid } from '#protocol/jid.ts'
import type { RosterItem } from '#protocol/roster.ts'
import { Subscription } from '#protocol/roster.ts'
import { type Element, xml } from '../xmpp/xml.ts'

export const NS_ROSTER = 'jabber:iq:roster'

const SUBSCRIPTIONS = new Set<unknown>(Subscription.options)
const isSubscription = (text: unknown): text is RosterItem['subscription'] => SUBSCRIPTIONS.has(text)

/** One `<item/>` (RFC 6121 §2.1.2), or nothing where its address is none. */
export function parseItem(item: Element): RosterItem | undefined {
  const jid = item.attrs.jid ? parseJid(item.attrs.jid) : undefined
  if (!jid) return undefined
  const { subscription } = item.attrs
  const parsed: RosterItem = { jid, subscription: isSubscription(subscription) ? subscription : 'none' }
  if (item.attrs.name) parsed.name = item.attrs.name
  if (item.attrs.ask) parsed.ask = item.attrs.ask
  const groups = item.getChildren('group').map((group) => group.getText())
  if (groups.length > 0) parsed.groups = groups.length > 1 ? [...new Set(groups)] : groups
  return parsed
}

export function buildItem(
  id: string,
  jid: string,
  name: string | undefined,
  groups: readonly string[],
): Element {
  const children = groups.map((group) => xml('group', {}, group))
  const item = xml('item', { jid, ...(name ? { name } : {}) }, ...children)
  return xml('iq', { type: 'set', id }, xml('query', { xmlns: NS_ROSTER }, item))
}

export function buildRemoval(id: string, jid: string): Element {
  const item = xml('item', { jid, subscription: 'remove' })
  return xml('iq', { type: 'set', id }, xml('query', { xmlns: NS_ROSTER }, item))
}
