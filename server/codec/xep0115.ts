import { createHash } from 'node:crypto'
import { type Element, xml } from '../xmpp/xml.ts'
import type { Caps } from './presence.ts'

const NS_INFO = 'http://jabber.org/protocol/disco#info'
const NODE = 'https://hoverboard.chat'
const IDENTITY = { category: 'client', type: 'web', name: 'Hoverboard' }

/** What this client can do; answered to disco#info and hashed into presence. */
const FEATURES = [
  'http://jabber.org/protocol/caps',
  'http://jabber.org/protocol/chatstates',
  NS_INFO,
  'http://jabber.org/protocol/muc',
  'jabber:iq:version',
  'jabber:x:conference',
  'urn:xmpp:avatar:metadata+notify',
  'urn:xmpp:bookmarks:1+notify',
  'urn:xmpp:chat-markers:0',
  'urn:xmpp:mds:displayed:0+notify',
  'urn:xmpp:message-correct:0',
  'urn:xmpp:ping',
  'urn:xmpp:receipts',
].sort()

/** XEP-0115 §5.1: the verification string, hashed. */
export function verification(identities: readonly string[], features: readonly string[]): string {
  const text = [...identities]
    .sort()
    .concat([...features].sort())
    .map((entry) => `${entry}<`)
    .join('')
  return createHash('sha1').update(text).digest('base64')
}

const OWN_IDENTITY = `${IDENTITY.category}/${IDENTITY.type}//${IDENTITY.name}`

export const ownCaps: Caps = { node: NODE, hash: 'sha-1', ver: verification([OWN_IDENTITY], FEATURES) }

/** The answer to a disco#info; undefined for a node that is not ours (XEP-0030 §3.2). */
export function buildOwnInfo(
  to: string | undefined,
  id: string,
  node: string | undefined,
): Element | undefined {
  if (node !== undefined && node !== `${NODE}#${ownCaps.ver}`) return undefined
  const features = FEATURES.map((name) => xml('feature', { var: name }))
  const query = xml(
    'query',
    { xmlns: NS_INFO, ...(node ? { node } : {}) },
    xml('identity', IDENTITY),
    ...features,
  )
  return xml('iq', { type: 'result', id, ...(to ? { to } : {}) }, query)
}
