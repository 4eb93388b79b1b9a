import { xml } from '@xmpp/xml'
import { bareJid, type Jid, parseJid, splitJid } from '../../shared/protocol/jid.ts'
import type { Ready } from './negotiate.ts'
import { ask } from './negotiation.ts'
import { type ClientOptions, LoginFailure, NS } from './types.ts'

/** RFC 6120 §7. The server may choose the resource, never another account. */
export async function bind({ stream, link, features }: Ready, options: ClientOptions): Promise<Jid> {
  const wanted = splitJid(options.jid)
  const resource = wanted.resource === undefined ? null : xml('resource', {}, wanted.resource)
  const request = xml('iq', { type: 'set', id: 'bind' }, xml('bind', { xmlns: NS.bind }, resource))
  const answer = await ask(stream, link, request)
  const text = answer.getChild('bind', NS.bind)?.getChildText('jid')
  const bound = answer.attrs.type === 'result' && text ? parseJid(text) : undefined
  if (!bound) throw new LoginFailure('protocol', 'The server gave no address')
  const isGuest = options.preferredSaslMechanism === 'ANONYMOUS'
  const asked = parseJid(options.jid)
  if (bound.domain !== asked?.domain || (!isGuest && bareJid(bound) !== bareJid(asked)))
    throw new LoginFailure('protocol', 'The server gave the address of somebody else')
  const session = features.getChild('session', NS.session)
  if (session && !session.getChild('optional'))
    await ask(stream, link, xml('iq', { type: 'set', id: 'session' }, xml('session', { xmlns: NS.session })))
  return bound
}
