import type { Element } from '@xmpp/xml'
import type { StreamOwner, XmlStream } from './stream.ts'
import { LoginFailure, NS } from './types.ts'

/**
 * The part of a stream where each side speaks in turn. `next()` gives the server's next element; once `handOver`
 * was called, elements go to the session's owner instead.
 */
export class Negotiation implements StreamOwner {
  #queue: Element[] = []
  readonly #early: Element[] = []
  readonly #kept: Element[] = []
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

  /** RFC 6120 §5.4.3.3: what came before a restart is not believed. It may have been slipped in ahead of TLS. */
  restart(): void {
    if (this.#queue.length > 0) throw new LoginFailure('protocol', 'The server spoke out of turn')
  }

  /** Keeps a stanza that came before its time, between bind and `<enabled/>`: it is delivered, but not counted. */
  setAside(stanza: Element): void {
    this.#early.push(stanza)
  }

  /** Keeps what came before its time on a resumed stream: it is the session's, and counted. */
  keep(element: Element): void {
    this.#kept.push(element)
  }

  handOver(owner: StreamOwner, takeEarly: (stanza: Element) => void): void {
    this.#owner = owner
    for (const stanza of this.#early.splice(0)) takeEarly(stanza)
    for (const element of [...this.#kept.splice(0), ...this.#queue.splice(0)]) owner.element(element)
    if (this.#failed) owner.closed(this.#failed)
  }
}

/** Asks and takes the answer, in the time before a session when next to nothing else can arrive. */
export async function ask(stream: XmlStream, link: Negotiation, element: Element): Promise<Element> {
  stream.write(element.toString())
  for (;;) {
    const answer = await link.next()
    if (answer.name === 'iq' && element.name === 'iq' && answer.attrs.id === element.attrs.id) return answer
    if (['message', 'presence', 'iq'].includes(answer.name)) link.setAside(answer)
    else if (element.name !== 'iq') return answer
  }
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
