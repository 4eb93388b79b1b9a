import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerInfo } from '../servers/testServer.ts'
import { type Actor, type Part, placeOf } from './actor.ts'
import type { MessageLine } from './history.ts'
import { textOf } from './words.ts'

/** profanity in a terminal that nobody looks at: one who writes to us with yet another client. */
export class ProfanityActor implements Actor {
  readonly name: string
  readonly #part: Part
  readonly #folder: string
  readonly #child: ChildProcess
  #shown = ''

  private constructor(server: ServerInfo, part: Part) {
    this.name = part.name
    this.#part = part
    this.#folder = mkdtempSync(join(tmpdir(), 'hoverboard-profanity-'))
    const folder = join(this.#folder, 'profanity')
    mkdirSync(folder)
    const { jid, password } = part.account
    const account = {
      enabled: 'true',
      jid,
      password,
      server: server.host,
      port: server.port,
      resource: 'terminal',
    }
    const settings = Object.entries({ ...account, 'tls.policy': 'trust' })
    writeFileSync(join(folder, 'accounts'), `[it]\n${settings.map((each) => `${each.join('=')}\n`).join('')}`)
    writeFileSync(join(folder, 'profrc'), '[connection]\nreconnect=2\nautoping=5\n')
    // It wants a terminal; `script` is one.
    this.#child = spawn('script', ['-qfec', 'profanity -a it', '/dev/null'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {
        PATH: process.env.PATH,
        HOME: this.#folder,
        TERM: 'xterm',
        LANG: 'C.UTF-8',
        XDG_DATA_HOME: this.#folder,
        XDG_CONFIG_HOME: this.#folder,
      },
    })
    this.#child.stdin?.on('error', () => {})
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#shown = (this.#shown + text).slice(-20_000)
    })
  }

  static async enter(server: ServerInfo, part: Part): Promise<ProfanityActor> {
    const actor = new ProfanityActor(server, part)
    const deadline = Date.now() + 30_000
    while (!actor.#shown.includes('successfully')) {
      if (Date.now() > deadline || actor.#child.exitCode !== null) {
        await actor.end()
        throw new Error(`profanity did not sign in: ${actor.#shown.slice(-1500)}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return actor
  }

  async say(conv: string, cid: string): Promise<void> {
    const place = placeOf(this.#part, conv)
    if (place.kind !== 'chat') throw new Error('profanity is only told to write to people')
    this.#part.recorder.note(this.name, 'enter', conv, cid)
    this.#child.stdin?.write(`/msg ${place.peer} ${textOf(cid)}\n`)
  }

  screen(): Promise<MessageLine[]> {
    return Promise.resolve([])
  }

  async end(): Promise<void> {
    this.#child.stdin?.end('/quit\n')
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), 1500)
      this.#child.once('exit', () => {
        clearTimeout(timer)
        resolve()
      })
      if (this.#child.exitCode !== null) {
        clearTimeout(timer)
        resolve()
      }
    })
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
