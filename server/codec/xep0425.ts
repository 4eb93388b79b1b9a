import { bareOf, splitJid } from '#protocol/jid.ts'
import type { Moderated } from '#protocol/moderation.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { parseOccupantId } from './xep0421.ts'

const NS = 'urn:xmpp:message-moderate:1'
/** Version 0.2, over XEP-0422: what most servers that are in use speak. */
const NS_OLD = 'urn:xmpp:message-moderate:0'
export const NS_RETRACT = 'urn:xmpp:message-retract:1'
const NS_RETRACT_OLD = 'urn:xmpp:message-retract:0'
export const NS_FASTEN = 'urn:xmpp:fasten:0'

/** Which of the two ways a room offers, by its disco#info features. */
export function moderationOf(features: ReadonlySet<string>): 'current' | 'old' | undefined {
  if (features.has(NS)) return 'current'
  return features.has(NS_OLD) ? 'old' : undefined
}

export function buildModeration(
  iqId: string,
  { room, id, reason }: { room: string; id: string; reason?: string | undefined },
  way: 'current' | 'old',
): Element {
  const why = reason ? xml('reason', {}, reason) : null
  const moderate = (attrs: Record<string, string>, retract: string) =>
    xml('moderate', attrs, xml('retract', { xmlns: retract }), why)
  const payload =
    way === 'current'
      ? moderate({ xmlns: NS, id }, NS_RETRACT)
      : xml('apply-to', { xmlns: NS_FASTEN, id }, moderate({ xmlns: NS_OLD }, NS_RETRACT_OLD))
  return xml('iq', { type: 'set', id: iqId, to: room }, payload)
}

/** What a room says of a message that it took out. Only to be asked of a message of the room itself (§5). */
export function parseModeration(message: Element): Moderated | undefined {
  const room = bareOf(message.attrs.from ?? '')
  const current = message.getChild('retract', NS_RETRACT)
  const old = message.getChild('apply-to', NS_FASTEN)
  const moderated = current?.getChild('moderated', NS) ?? moderatedIn(old)
  const id = current?.getChild('moderated', NS) ? current.attrs.id : old?.attrs.id
  if (!moderated || !id) return undefined
  const by = splitJid(moderated.attrs.by ?? '')
  const isHere = moderated.attrs.by && bareOf(moderated.attrs.by) === room
  const nick = isHere ? by.resource : undefined
  const occupantId = parseOccupantId(moderated)
  const reason = (current?.getChildText('reason') ?? moderated.getChildText('reason') ?? '').trim()
  return {
    id,
    ...(nick ? { nick } : {}),
    ...(occupantId ? { occupantId } : {}),
    ...(reason ? { reason } : {}),
  }
}

// Older moderators could do other things than take a message out.
function moderatedIn(applyTo: Element | undefined): Element | undefined {
  const moderated = applyTo?.getChild('moderated', NS_OLD)
  return moderated?.getChild('retract', NS_RETRACT_OLD) ? moderated : undefined
}
