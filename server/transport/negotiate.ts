import type { Element } from '@xmpp/xml'
import { splitJid } from '../../shared/protocol/jid.ts'
import { dial, type Endpoint, endpointsOf, isLoopback, secure } from './dial.ts'
import { Negotiation } from './negotiation.ts'
import { createAccount } from './register.ts'
import { authenticate } from './sasl.ts'
import { XmlStream } from './stream.ts'
import { type ClientOptions, DEFAULT_TIMERS, LoginFailure, NS, type TransportConfig } from './types.ts'

/** A stream that has shown who it is; what follows is binding or resuming. */
export interface Ready {
  stream: XmlStream
  features: Element
  link: Negotiation
}

/** Dials, secures, registers where asked, authenticates. Rejects with LoginFailure only. */
export async function negotiate(
  options: ClientOptions,
  config: TransportConfig,
  signal: AbortSignal,
): Promise<Ready> {
  const domain = splitJid(options.jid).domain
  let last = new LoginFailure('unreachable')
  const endpoints = await endpointsOf(domain, config, signal)
  for (const [index, endpoint] of endpoints.entries()) {
    try {
      const hasNext = index < endpoints.length - 1
      return await overEndpoint(endpoint, domain, options, config, signal, hasNext)
    } catch (error) {
      last = asFailure(error)
      if (signal.aborted) throw new LoginFailure('timeout')
      if (last.reason !== 'unreachable' && last.reason !== 'timeout') throw last
    }
  }
  throw last
}

export function asFailure(error: unknown): LoginFailure {
  return error instanceof LoginFailure ? error : new LoginFailure('internal')
}

async function overEndpoint(
  endpoint: Endpoint,
  domain: string,
  options: ClientOptions,
  config: TransportConfig,
  signal: AbortSignal,
  hasNext: boolean,
): Promise<Ready> {
  const dialMs = config.timers?.dialMs ?? DEFAULT_TIMERS.dialMs
  const patience = hasNext ? AbortSignal.any([signal, AbortSignal.timeout(dialMs)]) : signal
  const socket = await dial(endpoint, domain, config, patience)
  const link = new Negotiation()
  const stream = new XmlStream(socket, link)
  // Stays for what follows here, too: binding and resuming are part of the same attempt.
  signal.addEventListener('abort', () => stream.destroy(new LoginFailure('timeout')))
  try {
    let isSecure = endpoint.directTls
    let features = await openStream(stream, link, domain)
    if (!isSecure && features.getChild('starttls', NS.tls)) {
      stream.write(`<starttls xmlns='${NS.tls}'/>`)
      const answer = await link.next()
      if (!answer.is('proceed', NS.tls))
        throw new LoginFailure('tls-required', 'The server refused to encrypt')
      stream.attach(await secure(stream.detach(), domain, config, signal))
      isSecure = true
      features = await openStream(stream, link, domain)
    }
    if (!isSecure && !(config.allowPlainText && isLoopback(endpoint.host)))
      throw new LoginFailure('tls-required', 'The server does not offer encryption')
    if (options.register) {
      await createAccount(stream, link, features, options)
      options.register = false
    }
    await authenticate(stream, link, features, options, {
      domain,
      isSecure,
      allowPlain: config.allowPlainPassword === true,
    })
    return { stream, link, features: await openStream(stream, link, domain) }
  } catch (error) {
    stream.destroy(asFailure(error))
    throw error
  }
}

async function openStream(stream: XmlStream, link: Negotiation, domain: string): Promise<Element> {
  link.restart()
  stream.open(domain)
  const features = await link.next()
  if (!features.is('features', NS.stream))
    throw new LoginFailure('protocol', 'The server sent no stream features')
  stream.takesState = features.getChild('csi', NS.csi) !== undefined
  return features
}
