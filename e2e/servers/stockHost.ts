import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ServerInfo } from './testServer.ts'

type Hearer = (name: string, ...args: unknown[]) => void
type Answerer = (...args: unknown[]) => void

interface Heard {
  ready?: true
  ended?: true
  event?: string
  data?: unknown
  id?: number
  answer?: number
  args?: unknown[]
}

/** A page's socket to `stockHost.cjs`, a process of its own; with the names that a Socket.IO socket has. */
export class StockHost {
  readonly #child: ChildProcess
  readonly #hearers: Hearer[] = []
  readonly #asked: Answerer[] = []
  readonly #ready: Promise<void>
  #log = ''

  /** `folder` holds the built package, which is loaded by `import` or by `require`. */
  static async start(server: ServerInfo, how: 'import' | 'require', folder: string): Promise<StockHost> {
    const host = new StockHost(server, how, folder)
    await host.#ready
    return host
  }

  private constructor(server: ServerInfo, how: string, folder: string) {
    const transport = {
      service: { host: server.host, port: server.port, directTls: false },
      domains: [server.domain],
      ca: readFileSync(server.caFile, 'utf8'),
    }
    this.#child = fork(resolve(import.meta.dirname, 'stockHost.cjs'), [how, folder], {
      env: { PATH: process.env.PATH, STOCK_TRANSPORT: JSON.stringify(transport) },
      execArgv: [],
      silent: true,
    })
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#log += text
      })
    this.#ready = new Promise((done, failed) => {
      this.#child.once('exit', () => failed(new Error(`The host ended:\n${this.#log}`)))
      this.#child.on('message', (heard: Heard) => (heard.ready ? done() : this.#hear(heard)))
    })
    this.#ready.catch(() => {})
  }

  /** All that the process printed: errors that nobody caught. */
  get log(): string {
    return this.#log
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  onAny(hearer: Hearer): void {
    this.#hearers.push(hearer)
  }

  emit(event: string, ...args: unknown[]): void {
    const ack = args.at(-1)
    const [data] = typeof ack === 'function' ? args.slice(0, -1) : args
    const id = typeof ack === 'function' ? this.#asked.push(ack as Answerer) : undefined
    this.#child.send({ event, data, id })
  }

  close(): void {
    if (this.#child.connected) this.#child.disconnect()
  }

  #hear({ event, data, id, answer, args = [] }: Heard): void {
    if (answer) this.#asked[answer - 1]?.(...args)
    if (event === undefined) return
    const reply = id ? [(...its: unknown[]) => this.#child.send({ answer: id, args: its })] : []
    for (const hearer of this.#hearers) hearer(event, data, ...reply)
  }
}
