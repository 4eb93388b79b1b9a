import type { FailedCheck } from '#protocol/checks.ts'
import { splitJid } from '#protocol/jid.ts'
import { childOf, type Element, NS_UNREADABLE, ownText } from '../xmpp/xml.ts'
import type { PayloadCodec } from './payload.ts'

const NS = 'urn:xmpp:eme:0'
const NS_CARBONS = 'urn:xmpp:carbons:2'
const NS_MAM = 'urn:xmpp:mam:2'
const NS_MUC_USER = 'http://jabber.org/protocol/muc#user'
const NS_RETRACT = 'urn:xmpp:message-retract:1'
const NS_FASTEN = 'urn:xmpp:fasten:0'
/** What OMEMO has been, oldest first. */
const OMEMO = ['eu.siacs.conversations.axolotl', 'urn:xmpp:omemo:1', 'urn:xmpp:omemo:2']
const NS_OPENPGP = 'urn:xmpp:openpgp:0'
const NS_OLD_PGP = 'jabber:x:encrypted'

/**
 * What a message can not be shown for. To be asked of what a person sent: copies and results that were believed are
 * unpacked before.
 */
export const check: PayloadCodec<{ failed?: FailedCheck }, object> = {
  reads: [
    NS,
    NS_CARBONS,
    NS_MAM,
    NS_MUC_USER,
    NS_RETRACT,
    NS_FASTEN,
    ...OMEMO,
    NS_OPENPGP,
    NS_OLD_PGP,
    NS_UNREADABLE,
  ],
  parse(message) {
    const failed = failureOf(message)
    return failed ? { failed } : {}
  },
  build: () => [],
}

function failureOf(message: Element): FailedCheck | undefined {
  if (childOf(message, 'unreadable', NS_UNREADABLE)) return 'unreadable'
  const isCopy = childOf(message, 'sent', NS_CARBONS) ?? childOf(message, 'received', NS_CARBONS)
  if (isCopy ?? childOf(message, 'result', NS_MAM)) return 'copy'
  if (isEncrypted(message)) return 'encrypted'
  return claimsToBeTheRoom(message) ? 'room' : undefined
}

function isEncrypted(message: Element): boolean {
  for (const xmlns of OMEMO) {
    const sealed = childOf(message, 'encrypted', xmlns)
    // XEP-0384 §4.6: without a payload it only tells a key, unless somebody wrote something beside it.
    if (sealed) return sealed.getChild('payload') !== undefined || ownText(message, 'body') !== undefined
  }
  return (
    childOf(message, 'encryption', NS) !== undefined ||
    childOf(message, 'openpgp', NS_OPENPGP) !== undefined ||
    childOf(message, 'x', NS_OLD_PGP) !== undefined
  )
}

// What else it says is its sender's own word, and shown as that (XEP-0045 §7.4).
function claimsToBeTheRoom(message: Element): boolean {
  if (ownText(message, 'body') !== undefined || ownText(message, 'subject') !== undefined) return false
  // A room speaks from its bare address.
  if (splitJid(message.attrs.from ?? '').resource === undefined) return false
  const x = childOf(message, 'x', NS_MUC_USER)
  if (x?.getChild('status') ?? x?.getChild('invite') ?? x?.getChild('decline')) return true
  const acts = [childOf(message, 'retract', NS_RETRACT), childOf(message, 'apply-to', NS_FASTEN)]
  return acts.some((act) => act?.getChildElements().some((child) => child.getName() === 'moderated'))
}
