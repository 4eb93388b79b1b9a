import type { Server } from 'node:http'
import type { Server as SocketServer } from 'socket.io'
import type { Backend } from './backend.ts'
import type { Sessions } from './gateway/sessions.ts'

const FAREWELL_MS = 400
/** For each session: its goodbye has to be encrypted and sent, and the servers have to hear a crowd of them. */
const FAREWELL_EACH_MS = 3
const MAX_FAREWELL_MS = 2500
const SHUTDOWN_MS = 4800

/** Stops all there is so far, once, in an order in which each still finds what it needs. */
export class Stopping {
  backend: Backend | undefined
  sessions: Sessions | undefined
  server: Server | undefined
  io: SocketServer | undefined
  readonly #say: (text: string) => void
  #isUnderWay = false

  constructor(say: (text: string) => void) {
    this.#say = say
    // A terminal and the program that started us may both pass on the same Ctrl-C.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void this.#stop())
  }

  async #stop(): Promise<void> {
    if (this.#isUnderWay) return
    this.#isUnderWay = true
    this.#say('\nStopping')
    setTimeout(() => process.exit(0), SHUTDOWN_MS).unref()
    this.server?.close()
    this.server?.closeIdleConnections()
    const people = Math.max(this.sessions?.size ?? 0, this.io?.engine.clientsCount ?? 0)
    // Before the pages lose us: what they ask is then answered with "later", and nobody is told that they are out.
    const remembered = this.sessions?.close()
    // Without a word of goodbye: their pages see a gateway that is away.
    this.io?.engine.close()
    await remembered
    // So that servers hear "unavailable" from each session before the process is gone.
    const farewell = Math.min(MAX_FAREWELL_MS, FAREWELL_MS + people * FAREWELL_EACH_MS)
    if (people > 0) await new Promise((resolve) => setTimeout(resolve, farewell))
    this.server?.closeAllConnections()
    await this.backend?.embedded?.stop()
    this.backend?.release()
    process.exit(0)
  }
}
