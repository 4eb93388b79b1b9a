import { type Element, xml } from '../xmpp/xml.ts'
import { buildForm } from './xep0004.ts'

export const NS_PUBSUB = 'http://jabber.org/protocol/pubsub'
export const NS_PUBSUB_EVENT = `${NS_PUBSUB}#event`
export const NS_PUBSUB_OWNER = `${NS_PUBSUB}#owner`

/** XEP-0223 §3: what is published is shown to nobody else. */
const SECRECY = { access_model: 'whitelist' }

/** Kept, and not sent again at each presence; as many items as `max`, or as the node holds anyway. */
function optionsOf(max: string | undefined): Record<string, string> {
  const size: Record<string, string> = max === undefined ? {} : { max_items: max }
  return { persist_items: 'true', ...size, send_last_published_item: 'never', ...SECRECY }
}

function buildOptions(options: Record<string, string>, kind: 'publish-options' | 'node_config'): Element {
  const fields = Object.entries(options).map(([name, value]) => ({ var: `pubsub#${name}`, value }))
  return buildForm(fields, `${NS_PUBSUB}#${kind}`)
}

/** All items of a node of one's own account. */
export function buildItemsRequest(id: string, node: string): Element {
  return xml('iq', { type: 'get', id }, xml('pubsub', { xmlns: NS_PUBSUB }, xml('items', { node })))
}

export function itemsOf(reply: Element, node: string): Element[] {
  const items = reply.getChild('pubsub', NS_PUBSUB)?.getChild('items')
  return items?.attrs.node === node ? items.getChildren('item') : []
}

/**
 * §7.1.5: refused where the node is not as the options say, and without `max` where others may read it; so that nothing
 * is ever shown to them.
 */
export function buildPublish(id: string, node: string, item: Element, max?: string): Element {
  const form = buildOptions(max === undefined ? SECRECY : optionsOf(max), 'publish-options')
  const publish = xml('publish', { node }, item)
  const pubsub = xml('pubsub', { xmlns: NS_PUBSUB }, publish, xml('publish-options', {}, form))
  return xml('iq', { type: 'set', id }, pubsub)
}

/** §8.1.3: a node that is private from its first moment. */
export function buildCreate(id: string, node: string, max: string): Element {
  const form = buildOptions(optionsOf(max), 'node_config')
  const pubsub = xml('pubsub', { xmlns: NS_PUBSUB }, xml('create', { node }), xml('configure', {}, form))
  return xml('iq', { type: 'set', id }, pubsub)
}

/** §8.2: makes a node that is there as private as it should be. */
export function buildConfigure(id: string, node: string, max?: string): Element {
  const form = buildOptions(optionsOf(max), 'node_config')
  return xml(
    'iq',
    { type: 'set', id },
    xml('pubsub', { xmlns: NS_PUBSUB_OWNER }, xml('configure', { node }, form)),
  )
}

/** §7.2.2.1: `notify`, or other clients never hear of it. */
export function buildRetract(id: string, node: string, item: string): Element {
  const retract = xml('retract', { node, notify: 'true' }, xml('item', { id: item }))
  return xml('iq', { type: 'set', id }, xml('pubsub', { xmlns: NS_PUBSUB }, retract))
}

/** What a notification says of a node: items that were published, ids of those that were retracted. */
export function parseNotification(
  message: Element,
  node: string,
): { items: Element[]; retracted: string[] } | undefined {
  const items = message.getChild('event', NS_PUBSUB_EVENT)?.getChild('items')
  if (items?.attrs.node !== node) return undefined
  return {
    items: items.getChildren('item'),
    retracted: items.getChildren('retract').flatMap(({ attrs }) => attrs.id ?? []),
  }
}
