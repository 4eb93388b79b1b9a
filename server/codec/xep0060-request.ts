import type { DataForm } from '#protocol/forms.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { findForm, parseForm } from './xep0004.ts'
import { NS_PUBSUB, NS_PUBSUB_OWNER } from './xep0060.ts'

/** A question to a service or to somebody's PEP; an owner's has a namespace of its own. */
interface Question {
  readonly id: string
  readonly type: 'get' | 'set'
  readonly to: string
  readonly owner?: boolean
}

export function buildPubsub({ id, type, to, owner }: Question, ...content: (Element | null)[]): Element {
  const xmlns = owner ? NS_PUBSUB_OWNER : NS_PUBSUB
  return xml('iq', { type, id, to }, xml('pubsub', { xmlns }, ...content))
}

/** An element without those of its attributes that nobody gave. */
export function withAttrs(
  name: string,
  attrs: Readonly<Record<string, string | undefined>>,
  ...content: (Element | null)[]
): Element {
  return xml(name, Object.fromEntries(Object.entries(attrs).filter(([, value]) => value)), ...content)
}

/** The `<pubsub/>` of an answer, in either namespace; some answers have none. */
export function pubsubOf(reply: Element): Element | undefined {
  return reply.getChild('pubsub', NS_PUBSUB) ?? reply.getChild('pubsub', NS_PUBSUB_OWNER)
}

/** The form of an answer; one without fields where the answer holds none. */
export function formIn(reply: Element, name: string): DataForm {
  const form = findForm(pubsubOf(reply)?.getChild(name))
  return form ? parseForm(form) : { items: [] }
}
