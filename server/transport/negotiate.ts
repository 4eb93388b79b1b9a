import type { Element } from '@xmpp/xml'
import { splitJid } from '../../shared/protocol/jid.ts'
import { dial, type Endpoint, endpointsOf, isLoopback, secure } from './dial.ts'
import { createAccount } from './register.ts'
import { authenticate } from './sasl.ts'
import { type StreamOwner, XmlStream } from './stream.ts'
import { type ClientOptions, LoginFailure, NS, type TransportConfig } from './types.ts'

/** A stream that has shown who it is; what follows is binding or resuming. */
export interface Ready {
  stream: XmlStream
  features: Element
  link: Negotiation
}

/**
 * The part of a stream where each side speaks in turn. `next()` gives the server's next element; once `handOver`
 * was called, elements go to the session's owner instead.
 */
export class Negotiation implements StreamOwner {
  #queue: Element[] = []
  #waiting: { resolve: (element: Element) => void; reject: (cause: LoginFailure) => void } | undefined
  #failed: LoginFailure | undefined
  #owner: StreamOwner | undefined

  element(element: Element): void {
    if (this.#owner) this.#owner.element(element)
    else if (this.#waiting) {
      const { resolve, reject } = this.#waiting
      this.#waiting = undefined
      if (element.is('error', NS.stream)) reject(streamFailure(element))
      else resolve(element)
    } else this.#queue.push(element)
  }

  closed(cause: LoginFailure): void {
    this.#failed = cause
    if (this.#owner) this.#owner.closed(cause)
    this.#waiting?.reject(cause)
    this.#waiting = undefined
  }

  next(): Promise<Element> {
    const queued = this.#queue.shift()
    if (queued?.is('error', NS.stream)) return Promise.reject(streamFailure(queued))
    if (queued) return Promise.resolve(queued)
    if (this.#failed) return Promise.reject(this.#failed)
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
    })
  }

  handOver(owner: StreamOwner): void {
    this.#owner = owner
    for (const element of this.#queue.splice(0)) owner.element(element)
    if (this.#failed) owner.closed(this.#failed)
  }
}

/** Dials, secures, registers where asked, authenticates. Rejects with LoginFailure only. */
export async function negotiate(
  options: ClientOptions,
  config: TransportConfig,
  signal: AbortSignal,
): Promise<Ready> {
  const domain = splitJid(options.jid).domain
  let last = new LoginFailure('unreachable')
  for (const endpoint of await endpointsOf(domain, config)) {
    try {
      return await overEndpoint(endpoint, domain, options, config, signal)
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
): Promise<Ready> {
  const socket = await dial(endpoint, domain, config, signal)
  const link = new Negotiation()
  const stream = new XmlStream(socket, link)
  const abort = () => stream.destroy(new LoginFailure('timeout'))
  signal.addEventListener('abort', abort)
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
    if (options.register) await createAccount(stream, link, features, options)
    await authenticate(stream, link, features, options, {
      domain,
      isSecure,
      allowPlain: config.allowPlainPassword === true,
    })
    return { stream, link, features: await openStream(stream, link, domain) }
  } catch (error) {
    stream.destroy(asFailure(error))
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

async function openStream(stream: XmlStream, link: Negotiation, domain: string): Promise<Element> {
  stream.open(domain)
  const features = await link.next()
  if (!features.is('features', NS.stream))
    throw new LoginFailure('protocol', 'The server sent no stream features')
  return features
}

const STREAM_REASONS: Record<string, LoginFailure['reason']> = {
  'host-unknown': 'unknown-domain',
  'host-gone': 'unknown-domain',
  conflict: 'replaced',
  'not-authorized': 'wrong-password',
  'policy-violation': 'too-many-attempts',
}

/** RFC 6120 §4.9.3. `see-other-host` (§4.9.3.19) is not followed: it would let a server choose whom we call. */
export function streamFailure(error: Element): LoginFailure {
  const condition = error
    .getChildElements()
    .find((child) => child.getNS() === NS.streams && child.name !== 'text')
  const text = error.getChildText('text', NS.streams) ?? undefined
  return new LoginFailure(
    STREAM_REASONS[condition?.getName() ?? ''] ?? 'disconnected',
    text ?? condition?.getName(),
  )
}

/** Asks and takes the one answer, in the time before a session when nothing else can arrive. */
export async function ask(stream: XmlStream, link: Negotiation, element: Element): Promise<Element> {
  stream.write(element.toString())
  for (;;) {
    const answer = await link.next()
    if (element.name !== 'iq' || (answer.name === 'iq' && answer.attrs.id === element.attrs.id)) return answer
  }
}
