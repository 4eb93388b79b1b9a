import type { Server } from 'node:http'
import type { Server as SocketServer } from 'socket.io'
import type { Backend } from './backend.ts'
import type { Sessions } from './gateway/sessions.ts'

const FAREWELL_MS = 400
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
    const hadPeople = (this.sessions?.size ?? 0) > 0 || (this.io?.engine.clientsCount ?? 0) > 0
    this.sessions?.close()
    this.io?.disconnectSockets(true)
    // So that servers hear "unavailable" from each session before the process is gone.
    if (hadPeople) await new Promise((resolve) => setTimeout(resolve, FAREWELL_MS))
    this.server?.closeAllConnections()
    await this.backend?.embedded?.stop()
    process.exit(0)
  }
}
