import type { ProtocolError } from '#protocol/define.ts'

const RETRY_MS = 5000

// What a server that is away makes of a login; any other answer stays what it is.
const PASSING = new Set([
  'unreachable',
  'timeout',
  'protocol',
  'disconnected',
  'rate-limited',
  'not-connected',
])

/** A login that is made again on each new socket: without a cookie, the session has ended with the one before. */
export class Relogin {
  readonly #send: (name: string, data: unknown) => void
  #login: [name: string, data: unknown] | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(send: (name: string, data: unknown) => void) {
    this.#send = send
  }

  /** It was let in. In memory, and nowhere else. */
  remember(name: string, data: unknown): void {
    this.#login = [name, data]
  }

  forget(): void {
    clearTimeout(this.#timer)
    this.#login = undefined
  }

  /** A new socket. */
  begin(): void {
    clearTimeout(this.#timer)
    if (this.#login) this.#send(...this.#login)
  }

  /** The socket is lost. */
  pause(): void {
    clearTimeout(this.#timer)
  }

  /** The session could not begin, or has ended. */
  failed({ reason }: ProtocolError): void {
    clearTimeout(this.#timer)
    if (!PASSING.has(reason ?? '')) this.#login = undefined
    else this.#timer = setTimeout(() => this.begin(), RETRY_MS * (1 + Math.random()))
  }
}
