import type { EventData } from '#protocol/index.ts'
import { parseJid, splitJid } from '#protocol/jid.ts'
import { utf8Length } from '#protocol/text.ts'
import type { Element } from '../xmpp/xml.ts'
import { parseEntry } from './pubsubEntry.ts'
import { findForm, parseForm } from './xep0004.ts'
import { NS_PUBSUB, NS_PUBSUB_EVENT } from './xep0060.ts'
import { parseAffiliations } from './xep0060-affiliations.ts'
import { parseShim } from './xep0131.ts'
import { parseDelay } from './xep0203.ts'

type PushName =
  `xmpp.pubsub.push.${'item' | 'retract' | 'subscription' | 'affiliation' | 'configuration' | 'delete' | 'purge'}`
/** An event of the contract with its data. */
export type Push = { [N in PushName]: readonly [name: N, data: EventData<N>] }[PushName]

/**
 * What stands once in a message is told with each of its items: a message of a megabyte must not become a thousand of
 * them. More items than that no service sends at once, and longer names nobody could ask for.
 */
const MAX_PUSHES = 500
const MAX_NODE_BYTES = 3071
const MAX_HEADER_CHARS = 4096
const MAX_STAMP_CHARS = 64

/**
 * Whether an address can be a pubsub service or an account's PEP: a client cannot (XEP-0163 §4.3 has notifications come
 * from the bare JID), and neither can an occupant of a room; but both can send the shape.
 */
export function isNodeKeeper(address: string): boolean {
  const { user, resource } = splitJid(address)
  return user === undefined || resource === undefined
}

/** All that a message tells of nodes; `own` is whose PEP speaks where nobody is named. */
export function parsePushes(message: Element, own: string): Push[] {
  const from = message.attrs.from ?? own
  const told = [
    ...message.getChildren('event', NS_PUBSUB_EVENT),
    // §8.8.4 and §8.9.4 tell of changed subscriptions and affiliations in this one.
    ...message.getChildren('pubsub', NS_PUBSUB),
  ]
  const pushes: Push[] = []
  for (const element of told)
    for (const child of element.getChildElements()) {
      if (child.getNS() === element.getNS()) pushes.push(...pushesOf(child, from, message))
      if (pushes.length >= MAX_PUSHES) return pushes.slice(0, MAX_PUSHES)
    }
  return pushes
}

function pushesOf(told: Element, from: string, message: Element): Push[] {
  const { node } = told.attrs
  const source = { from, node: node ?? '' }
  const name = told.getName()
  if (utf8Length(source.node) > MAX_NODE_BYTES) return []
  if (name === 'affiliations')
    return parseAffiliations(told, '', MAX_PUSHES).map(({ node, affiliation, jid }) => [
      'xmpp.pubsub.push.affiliation',
      { from, node, affiliation, ...(jid ? { jid } : {}) },
    ])
  if (node === undefined) return []
  if (name === 'items') return itemPushes(told, source, message)
  if (name === 'purge') return [['xmpp.pubsub.push.purge', source]]
  if (name === 'delete') {
    const redirect = told.getChild('redirect')?.attrs.uri
    return [['xmpp.pubsub.push.delete', { ...source, ...(redirect ? { redirect } : {}) }]]
  }
  if (name === 'configuration') {
    const form = findForm(told)
    const configuration = form ? { configuration: parseForm(form) } : {}
    return [['xmpp.pubsub.push.configuration', { ...source, ...configuration }]]
  }
  const { subscription } = told.attrs
  if (name !== 'subscription' || !subscription) return []
  const jid = told.attrs.jid === undefined ? undefined : parseJid(told.attrs.jid)
  return [['xmpp.pubsub.push.subscription', { ...source, subscription, ...(jid ? { jid } : {}) }]]
}

function itemPushes(items: Element, source: { from: string; node: string }, message: Element): Push[] {
  const headers = parseShim(message)
  const weight = headers.reduce((sum, { name, value }) => sum + name.length + value.length, 0)
  const shim = headers.length > 0 && weight <= MAX_HEADER_CHARS ? { headers } : {}
  const when = parseDelay(message)?.when
  const delay = when && when.length <= MAX_STAMP_CHARS ? { delay: when } : {}
  const children = items.getChildElements().slice(0, MAX_PUSHES)
  // §7.1.2.3: a node may tell that something was published, and no more.
  if (children.length === 0) return [['xmpp.pubsub.push.item', { ...source, ...delay, ...shim }]]
  return children.flatMap((child): Push[] => {
    const { id } = child.attrs
    if (child.getName() === 'retract')
      return id ? [['xmpp.pubsub.push.retract', { ...source, id, ...shim }]] : []
    if (child.getName() !== 'item') return []
    const publisher = child.attrs.publisher === undefined ? undefined : parseJid(child.attrs.publisher)
    const data = {
      ...source,
      ...(id ? { id } : {}),
      ...(child.getChildElements().length > 0 ? { entry: parseEntry(child) } : {}),
      ...(publisher ? { publisher } : {}),
      ...delay,
      ...shim,
    }
    return [['xmpp.pubsub.push.item', data]]
  })
}
