import type { CommandData } from '#protocol/index.ts'
import type { Item } from '#protocol/pubsubItems.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { buildEntry, type Made, parseEntry } from './pubsubEntry.ts'
import { buildForm } from './xep0004.ts'
import { buildRsm } from './xep0059.ts'
import { NS_PUBSUB } from './xep0060.ts'
import { buildPubsub, pubsubOf, withAttrs } from './xep0060-request.ts'

/** §7.1.1; undefined where the content's markup is not well-formed. */
export function buildPublication(
  iqId: string,
  { to, node, id, content, options }: CommandData<'xmpp.pubsub.publish'>,
  made: Made,
): Element | undefined {
  const payload = buildEntry(content.draft, made)
  if (payload === undefined) return undefined
  const publish = xml('publish', { node }, withAttrs('item', { id }, ...payload))
  const preconditions = options
    ? xml('publish-options', {}, buildForm(options, `${NS_PUBSUB}#publish-options`))
    : null
  return buildPubsub({ id: iqId, type: 'set', to }, publish, preconditions)
}

/** §7.2.1 */
export function buildItemRemoval(
  iqId: string,
  { to, node, id, notify }: CommandData<'xmpp.pubsub.item.delete'>,
): Element {
  const retract = withAttrs('retract', { node, notify: notify ? 'true' : undefined }, xml('item', { id }))
  return buildPubsub({ id: iqId, type: 'set', to }, retract)
}

/** §6.5.2, of certain items §6.5.8, of the newest §6.5.7, a page §6.5.4 */
export function buildRetrieval(
  iqId: string,
  { to, node, id, maxItems, rsm }: CommandData<'xmpp.pubsub.retrieve'>,
): Element {
  const wanted = (id ?? []).map((each) => xml('item', { id: each }))
  const items = withAttrs('items', { node, max_items: maxItems?.toString() }, ...wanted)
  return buildPubsub({ id: iqId, type: 'get', to }, items, ...buildRsm(rsm ?? undefined))
}

/** The id that the service gave to what was published. */
export function publishedId(reply: Element): string | undefined {
  return pubsubOf(reply)?.getChild('publish')?.getChild('item')?.attrs.id
}

export function itemsIn(reply: Element): Item[] {
  const items = pubsubOf(reply)?.getChild('items')?.getChildren('item') ?? []
  return items.map((item) => {
    const { id, publisher } = item.attrs
    return { ...(id ? { id } : {}), entry: parseEntry(item), ...(publisher ? { publisher } : {}) }
  })
}
