import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, TLSSocket, connect as tlsConnect } from 'node:tls'
import { type Direction, type Rule, Way } from './way.ts'

export interface Secrets {
  /** PEM texts: whom both ends trust, and with what this link shows itself as the server. */
  ca: string
  certificate: string
  key: string
  servername: string
}

export interface LinkOptions {
  host: string
  port: number
  /** Ends TLS here and begins it anew, so that rules see stanzas; both sides speak TLS from the first byte. */
  secrets?: Secrets | undefined
}

interface Ends {
  near: Socket
  far: Socket | undefined
  ways: Way[]
}

/**
 * A port that leads to another one, over a network that misbehaves on command: connections are closed, reset, held
 * (nothing arrives and nothing is refused, as behind a router that lost its way), split into bytes, slowed down, or
 * broken when a text is seen. New ones can be refused, or taken and left without a word.
 */
export class FaultyLink {
  /** How new connections are met. */
  mode: 'open' | 'refuse' | 'silent' | 'half' = 'open'
  /** Each byte in a packet of its own. */
  readonly split: Record<Direction, boolean> = { up: false, down: false }
  /** Bytes a second; none is no limit. */
  readonly rate: Record<Direction, number | undefined> = { up: undefined, down: undefined }
  rules: Rule[] = []
  /** How many connections were taken so far. */
  taken = 0
  readonly #held: Record<Direction, boolean> = { up: false, down: false }
  readonly #open = new Set<Ends>()
  readonly #options: LinkOptions
  readonly #server: Server

  private constructor(options: LinkOptions) {
    this.#options = options
    this.#server = createServer({ noDelay: true }, (near) => this.#take(near))
  }

  static async open(options: LinkOptions): Promise<FaultyLink> {
    const link = new FaultyLink(options)
    await new Promise<void>((resolve) => link.#server.listen(0, '127.0.0.1', resolve))
    return link
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get connections(): number {
    return this.#open.size
  }

  /** Closes all that goes through, in order (FIN). */
  cut(): void {
    for (const { near, far } of this.#open) {
      near.end()
      far?.end()
      // Whoever does not answer a farewell is not waited for.
      setTimeout(() => {
        near.destroy()
        far?.destroy()
      }, 500).unref()
    }
  }

  /** Breaks all that goes through: what is in the buffers is gone, as when a cable is pulled (RST). */
  reset(): void {
    for (const ends of [...this.#open]) this.#reset(ends)
  }

  hold(...directions: readonly Direction[]): void {
    for (const direction of directions) this.#held[direction] = true
  }

  isHeld(direction: Direction): boolean {
    return this.#held[direction]
  }

  /** All is well again: nothing is broken, split or slowed any more, and what was held goes on its way. */
  heal(): void {
    this.mode = 'open'
    this.rules = []
    for (const direction of ['up', 'down'] as const) {
      this.split[direction] = false
      this.rate[direction] = undefined
    }
    this.release()
  }

  /** What was held goes on its way, and who has left meanwhile is known to have. */
  release(): void {
    for (const direction of ['up', 'down'] as const) this.#held[direction] = false
    for (const { near, far, ways } of [...this.#open]) {
      // Taken while nobody answered: it never had another end.
      if (!far) near.resetAndDestroy()
      for (const way of ways) way.release()
    }
  }

  close(): void {
    this.mode = 'refuse'
    this.heal()
    this.reset()
    this.#server.close()
  }

  #reset(ends: Ends): void {
    this.#open.delete(ends)
    ends.near.resetAndDestroy()
    ends.far?.resetAndDestroy()
  }

  #take(near: Socket): void {
    this.taken++
    near.on('error', () => {})
    if (this.mode === 'refuse') {
      near.resetAndDestroy()
      return
    }
    const ends: Ends = { near, far: undefined, ways: [] }
    this.#open.add(ends)
    near.on('close', () => {
      if (!ends.far) this.#open.delete(ends)
    })
    if (this.mode === 'silent') near.resume()
    else this.#dial(ends, this.mode === 'half')
  }

  #dial(ends: Ends, isHalf: boolean): void {
    const { host, port, secrets } = this.#options
    const far = connect({ host, port, noDelay: true })
    ends.far = far
    far.on('error', () => {})
    const [inner, outer] = secrets ? secured(ends.near, far, secrets) : [ends.near, far]
    const over = () => {
      if (ends.ways.every((way) => way.isOver)) this.#open.delete(ends)
    }
    const way = (direction: Direction, from: Socket, to: Socket) =>
      new Way(direction, from, to, {
        isHeld: () => this.#held[direction],
        isSplit: () => this.split[direction],
        rate: () => this.rate[direction],
        rules: () => this.rules,
        breaks: () => this.#reset(ends),
        cuts: () => {
          ends.near.end()
          far.end()
        },
        over,
        // The first words of a handshake, and then nothing.
        most: isHalf && direction === 'down' ? 40 : Number.POSITIVE_INFINITY,
      })
    ends.ways = [way('up', inner, outer), way('down', outer, inner)]
  }
}

function secured(near: Socket, far: Socket, { ca, certificate, key, servername }: Secrets): [Socket, Socket] {
  const context = createSecureContext({ cert: certificate, key })
  const inner = new TLSSocket(near, {
    isServer: true,
    secureContext: context,
    ALPNProtocols: ['xmpp-client'],
  })
  const outer = tlsConnect({ socket: far, servername, ca, ALPNProtocols: ['xmpp-client'] })
  for (const each of [inner, outer]) each.on('error', () => {})
  return [inner, outer]
}
