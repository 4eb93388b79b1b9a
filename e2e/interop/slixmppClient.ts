import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import type { Account, ServerInfo } from '../servers/testServer.ts'

type Told = Record<string, string>

/** A real client that we did not write, driven over its standard input and output, one JSON text a line. */
export class SlixmppClient {
  readonly #child: ReturnType<typeof spawn>
  readonly #told: Told[] = []
  readonly #wake = new Set<() => void>()
  #rest = ''
  #errors = ''

  private constructor(server: ServerInfo, { jid, password }: Account) {
    const script = resolve(import.meta.dirname, 'slixmppClient.py')
    // Debian's own Python: another one on the path would not know Debian's packages.
    this.#child = spawn('/usr/bin/python3', [script], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        LANG: 'C.UTF-8',
        XMPP_JID: jid,
        XMPP_PASSWORD: password,
        XMPP_HOST: server.host,
        XMPP_PORT: String(server.port),
        XMPP_CA: server.caFile,
      },
    })
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#hear(text))
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text
    })
  }

  static async enter(server: ServerInfo, account: Account): Promise<SlixmppClient> {
    const client = new SlixmppClient(server, account)
    await client.hear({ event: 'ready' })
    return client
  }

  do(what: string, details: Told = {}): void {
    this.#child.stdin?.write(`${JSON.stringify({ do: what, ...details })}\n`)
  }

  /** The first event, not taken yet, that holds all of this; waits for it. */
  async hear(part: Told, withinMs = 15_000): Promise<Told> {
    const find = () =>
      this.#told.findIndex((told) => Object.entries(part).every(([key, value]) => told[key] === value))
    const deadline = Date.now() + withinMs
    for (let at = find(); ; at = find()) {
      const [told] = at < 0 ? [] : this.#told.splice(at, 1)
      if (told) return told
      const left = deadline - Date.now()
      if (left <= 0 || this.#child.exitCode !== null)
        throw new Error(`No ${JSON.stringify(part)}; told: ${JSON.stringify(this.#told)}\n${this.#errors}`)
      await this.#next(left)
    }
  }

  leave(): void {
    this.#child.stdin?.end()
    this.#child.kill()
  }

  #next(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#wake.delete(done)
        resolve()
      }
      const timer = setTimeout(done, withinMs)
      this.#wake.add(done)
    })
  }

  #hear(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#told.push(JSON.parse(line) as Told)
    for (const wake of [...this.#wake]) wake()
  }
}
