import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import type { ServerInfo } from '../servers/testServer.ts'
import { type Actor, lineOf, type Part, placeOf } from './actor.ts'
import type { MessageLine } from './history.ts'
import { cidOf, textOf } from './words.ts'

/** A client that is not ours: hears what arrives, says what it is told to, and promises nothing. */
export class SlixmppActor implements Actor {
  readonly name: string
  readonly #part: Part
  readonly #child: ChildProcess
  readonly #heard: MessageLine[] = []
  readonly #events: Record<string, string>[] = []
  #rest = ''
  #errors = ''

  private constructor(server: ServerInfo, part: Part) {
    this.name = part.name
    this.#part = part
    // Debian's own Python: another one on the path would not know Debian's packages.
    this.#child = spawn('/usr/bin/python3', [resolve(import.meta.dirname, 'slixmppActor.py')], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        LANG: 'C.UTF-8',
        XMPP_JID: part.account.jid,
        XMPP_PASSWORD: part.account.password,
        XMPP_HOST: server.host,
        XMPP_PORT: String(server.port),
        XMPP_CA: server.caFile,
      },
    })
    this.#child.stdin?.on('error', () => {})
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#hear(text))
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-4000)
    })
  }

  static async enter(server: ServerInfo, part: Part): Promise<SlixmppActor> {
    const actor = new SlixmppActor(server, part)
    await actor.#until('online', () => actor.#events.some(({ event }) => event === 'online'))
    for (const place of part.places.values()) {
      if (place.kind !== 'room') continue
      actor.#do({ do: 'join', room: place.room, nick: place.nick })
      await actor.#until(`in ${place.room}`, () =>
        actor.#events.some(({ event, room }) => event === 'entered' && room === place.room),
      )
    }
    return actor
  }

  async say(conv: string, cid: string): Promise<void> {
    const place = placeOf(this.#part, conv)
    this.#part.recorder.note(this.name, 'enter', conv, cid)
    const to = place.kind === 'room' ? place.room : place.peer
    this.#do({ do: 'say', to, kind: place.kind === 'room' ? 'groupchat' : 'chat', body: textOf(cid) })
  }

  screen(): Promise<MessageLine[]> {
    return Promise.resolve([...this.#heard])
  }

  async end(): Promise<void> {
    this.#child.stdin?.end()
    this.#child.kill('SIGKILL')
  }

  #do(order: object): void {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`)
  }

  async #until(what: string, isSo: () => boolean): Promise<void> {
    const deadline = Date.now() + 30_000
    while (!isSo()) {
      if (Date.now() > deadline || this.#child.exitCode !== null)
        throw new Error(`slixmpp was not ${what}: ${JSON.stringify(this.#events)}\n${this.#errors}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  #hear(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      const told = JSON.parse(line) as Record<string, string>
      const cid = told.event === 'message' ? cidOf(told.body) : undefined
      if (told.event !== 'message') this.#events.push(told)
      else if (cid !== undefined)
        for (const [conv, place] of this.#part.places)
          if (told.sender === (place.kind === 'room' ? place.room : place.peer))
            this.#heard.push(lineOf(this.name, 'shown', conv, cid))
    }
  }
}
