import { type Element, xml } from '@xmpp/xml'
import { splitJid } from '../../shared/protocol/jid.ts'
import { ask, type Negotiation } from './negotiation.ts'
import { Scram } from './scram.ts'
import type { XmlStream } from './stream.ts'
import { type ClientOptions, LoginFailure, NS } from './types.ts'

interface Terms {
  domain: string
  isSecure: boolean
  allowPlain: boolean
}

// XEP-0474 in spirit: a domain that once offered SCRAM is not believed when it offers less.
const sawScram = new Set<string>()

const encode = (text: string) => Buffer.from(text, 'utf8').toString('base64')
const decode = (element: Element) => Buffer.from(element.getText(), 'base64').toString('utf8')

/** RFC 6120 §6. The strongest mechanism both sides know; PLAIN only inside TLS and where the operator allows it. */
export async function authenticate(
  stream: XmlStream,
  link: Negotiation,
  features: Element,
  options: ClientOptions,
  terms: Terms,
): Promise<void> {
  const offered = new Set(
    features
      .getChild('mechanisms', NS.sasl)
      ?.getChildren('mechanism')
      .map((mechanism) => mechanism.getText()),
  )
  if (options.preferredSaslMechanism === 'ANONYMOUS') {
    if (!offered.has('ANONYMOUS')) throw new LoginFailure('no-mechanism', 'The server takes no guests')
    await conclude(await ask(stream, link, auth('ANONYMOUS')))
    return
  }
  const user = splitJid(options.jid).user ?? ''
  const password = options.password ?? ''
  const hash = offered.has('SCRAM-SHA-256') ? 'sha256' : offered.has('SCRAM-SHA-1') ? 'sha1' : undefined
  if (hash) {
    sawScram.add(terms.domain)
    const scram = new Scram(hash, user, password)
    const name = hash === 'sha256' ? 'SCRAM-SHA-256' : 'SCRAM-SHA-1'
    const challenge = await ask(stream, link, auth(name, encode(scram.first())))
    if (challenge.name !== 'challenge') await conclude(challenge, true)
    const answer = xml('response', { xmlns: NS.sasl }, encode(await scram.final(decode(challenge))))
    const success = await ask(stream, link, answer)
    if (success.name === 'challenge') {
      // RFC 5802 §5 with the proof in a challenge of its own.
      scram.verify(decode(success))
      await conclude(await ask(stream, link, xml('response', { xmlns: NS.sasl })))
      return
    }
    await conclude(success)
    scram.verify(decode(success))
    return
  }
  if (!offered.has('PLAIN') || !terms.isSecure || !terms.allowPlain || sawScram.has(terms.domain))
    throw new LoginFailure('no-mechanism', 'The server offers no safe way to sign in')
  await conclude(await ask(stream, link, auth('PLAIN', encode(`\0${user}\0${password}`))))
}

const auth = (mechanism: string, initial = '') => xml('auth', { xmlns: NS.sasl, mechanism }, initial)

async function conclude(answer: Element, mustFail = false): Promise<void> {
  if (answer.is('success', NS.sasl) && !mustFail) return
  if (!answer.is('failure', NS.sasl)) throw new LoginFailure('server-proof', 'The server broke off the proof')
  const condition = answer
    .getChildElements()
    .find((child) => child.name !== 'text')
    ?.getName()
  const text = answer.getChildText('text') ?? undefined
  if (condition === 'account-disabled' || condition === 'credentials-expired')
    throw new LoginFailure('account-disabled', text)
  if (condition === 'temporary-auth-failure') throw new LoginFailure('unreachable', text)
  if (
    condition === 'invalid-mechanism' ||
    condition === 'mechanism-too-weak' ||
    condition === 'encryption-required'
  )
    throw new LoginFailure('no-mechanism', text)
  throw new LoginFailure('wrong-password', text)
}
