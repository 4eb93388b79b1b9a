import type { CommandData } from '#protocol/index.ts'
import { parseJid } from '#protocol/jid.ts'
import type { NodeAffiliation } from '#protocol/pubsubAffiliations.ts'
import { utf8Length } from '#protocol/text.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { buildRsm } from './xep0059.ts'
import { buildPubsub, pubsubOf, withAttrs } from './xep0060-request.ts'

/** §5.7; §8.9.1 for an owner. */
export function buildAffiliationsRequest(
  id: string,
  { to, node, owner, rsm }: CommandData<'xmpp.pubsub.affiliations'>,
): Element {
  const question = { id, type: 'get', to, owner: owner ?? false } as const
  return buildPubsub(question, withAttrs('affiliations', { node }), ...buildRsm(rsm ?? undefined))
}

/** §8.9.2 */
export function buildAffiliation(
  id: string,
  { to, node, jid, affiliation }: CommandData<'xmpp.pubsub.affiliation'>,
): Element {
  const change = xml('affiliation', { jid, affiliation })
  return buildPubsub({ id, type: 'set', to, owner: true }, xml('affiliations', { node }, change))
}

/**
 * What an answer or a notification lists, the first `most` of it. An owner's list names its node once, one's own names it
 * with each; what is longer than any node is no name.
 */
export function parseAffiliations(
  list: Element | undefined,
  asked = '',
  most = Number.POSITIVE_INFINITY,
): NodeAffiliation[] {
  const named = list?.attrs.node ?? asked
  const common = utf8Length(named) > 3071 ? asked : named
  return (list?.getChildren('affiliation') ?? []).slice(0, most).flatMap(({ attrs }) => {
    const node = attrs.node ?? common
    const jid = attrs.jid === undefined ? undefined : parseJid(attrs.jid)
    return attrs.affiliation ? { node, affiliation: attrs.affiliation, ...(jid ? { jid } : {}) } : []
  })
}

export function affiliationsIn(reply: Element, asked: string | undefined): NodeAffiliation[] {
  return parseAffiliations(pubsubOf(reply)?.getChild('affiliations'), asked)
}
