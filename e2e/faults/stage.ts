import { rmSync } from 'node:fs'
import type { Browser } from 'playwright'
import { openChrome } from '../perf/chrome.ts'
import { type Gateway, startGateway } from '../servers/gateway.ts'
import type { TestServer } from '../servers/testServer.ts'
import type { Actor, Part } from './actor.ts'
import { BrowserActor } from './browserActor.ts'
import { type Casting, casting, type Name } from './casting.ts'
import { FaultyLink } from './faultyLink.ts'
import { Recorder } from './history.ts'
import { ProfanityActor } from './profanityActor.ts'
import { ScriptActor } from './scriptActor.ts'
import { pidOf, secretsOf } from './serverProcess.ts'
import { openSession } from './signIn.ts'
import { SlixmppActor } from './slixmppActor.ts'

export interface Observation {
  readonly what: string
  readonly isHeld: boolean
  readonly detail: string
}

export interface StageOptions {
  cast?: readonly Name[] | undefined
  /** How many pairs besides, with scripts of ours. */
  pairs?: number | undefined
  /** The link to the server ends TLS and begins it anew, so that it can look into it. */
  clear?: boolean | undefined
  env?: Record<string, string> | undefined
  /** Where the gateway keeps what it keeps. */
  data?: string | undefined
  /** Whoever signs in is held to a rate, as in production. */
  limits?: boolean | undefined
}

/** A gateway between two links that misbehave on command, and people on both sides of it. */
export class Stage {
  readonly server: TestServer
  readonly casting: Casting
  readonly recorder = new Recorder()
  readonly observations: Observation[] = []
  readonly actors = new Map<string, Actor>()
  /** Between browsers and the gateway; and between it and the server. */
  front!: FaultyLink
  back!: FaultyLink
  gateway!: Gateway
  browser: Browser | undefined
  readonly #options: StageOptions
  #watch: NodeJS.Timeout | undefined
  #known: number | undefined
  readonly #stopped = new Set<number>()

  private constructor(server: TestServer, options: StageOptions) {
    this.server = server
    this.#options = options
    this.casting = casting(server, options.cast, options.pairs)
  }

  static async open(server: TestServer, options: StageOptions = {}): Promise<Stage> {
    const stage = new Stage(server, options)
    try {
      await stage.#build()
      return stage
    } catch (error) {
      await stage.close()
      throw error
    }
  }

  get ana(): BrowserActor {
    return this.actors.get('ana') as BrowserActor
  }
  get bea(): BrowserActor {
    return this.actors.get('bea') as BrowserActor
  }
  get sam(): ScriptActor {
    return this.actors.get('sam') as ScriptActor
  }
  /** Where pages and scripts find the gateway. */
  get url(): string {
    return `http://127.0.0.1:${this.front.port}`
  }
  /** Looked up each time: numbers come round again, and the next one's owner is somebody else. */
  get serverPid(): number {
    return pidOf(this.server)
  }

  observe(what: string, isHeld: boolean, detail = ''): void {
    this.observations.push({ what, isHeld, detail })
  }

  async killGateway(): Promise<void> {
    this.recorder.process('gateway', 'killed', this.gateway.pid)
    await this.gateway.kill()
  }

  /** SIGTERM: what it exits with, and how long it took. */
  async endGateway(): Promise<{ code: number | undefined; ms: number }> {
    this.recorder.process('gateway', 'killed', this.gateway.pid)
    const begun = Date.now()
    const code = await this.gateway.end()
    return { code, ms: Date.now() - begun }
  }

  async startGateway(env: Record<string, string> = {}): Promise<void> {
    const { port, data } = this.gateway
    const { limits = false } = this.#options
    this.gateway = await startGateway(this.server, { port, data, limits, env: { ...this.#env(), ...env } })
    this.#known = this.gateway.pid
    this.recorder.process('gateway', 'started', this.#known)
  }

  /** Says no goodbye. */
  killServer(): void {
    const pid = this.serverPid
    this.recorder.process('server', 'killed', pid)
    process.kill(pid, 'SIGKILL')
  }

  /** Whether it was killed or not, it runs after this. */
  async restartServer(isCrash: boolean): Promise<void> {
    await this.server.restart(isCrash)
    this.recorder.process('server', 'started', this.serverPid)
  }

  async freeze(pid: number, forMs: number): Promise<void> {
    if (!signal(pid, 'SIGSTOP')) return
    this.#stopped.add(pid)
    await new Promise((resolve) => setTimeout(resolve, forMs))
    signal(pid, 'SIGCONT')
    this.#stopped.delete(pid)
  }

  heal(): void {
    for (const pid of this.#stopped) signal(pid, 'SIGCONT')
    this.#stopped.clear()
    this.front?.heal()
    this.back?.heal()
  }

  async close(): Promise<void> {
    clearInterval(this.#watch)
    this.heal()
    for (const actor of this.actors.values()) await actor.end().catch(() => {})
    await this.browser?.close().catch(() => {})
    await this.gateway?.stop()
    // One that was started again leaves it to whoever keeps it.
    if (this.gateway && !this.#options.data) rmSync(this.gateway.data, { recursive: true, force: true })
    this.front?.close()
    this.back?.close()
  }

  #env(): Record<string, string> {
    const scheme = this.#options.clear ? 'xmpps' : 'xmpp'
    return { XMPP_SERVICE: `${scheme}://127.0.0.1:${this.back.port}`, ...this.#options.env }
  }

  async #build(): Promise<void> {
    const { server, casting } = this
    const { host } = server
    this.back = await FaultyLink.open(
      this.#options.clear
        ? { host, port: server.tlsPort, secrets: secretsOf(server) }
        : { host, port: server.port },
    )
    const { data, limits = false } = this.#options
    this.gateway = await startGateway(server, { ...(data ? { data } : {}), limits, env: this.#env() })
    this.front = await FaultyLink.open({ host: '127.0.0.1', port: this.gateway.port })
    this.#known = this.gateway.pid
    this.recorder.process('gateway', 'started', this.#known)
    this.#watch = setInterval(() => {
      if (this.gateway.isRunning() || this.#known === undefined) return
      this.recorder.process('gateway', 'gone', this.#known)
      this.#known = undefined
    }, 100)
    for (const [name, account] of casting.accounts) {
      if (name === 'sam' || casting.crowd.includes(name)) continue
      const cookie = await openSession(this.url, account, 'register')
      const headers = { cookie, origin: this.url }
      await fetch(`${this.url}/session`, { method: 'DELETE', headers })
    }
    await this.#enter()
  }

  async #enter(): Promise<void> {
    const { url, server, casting } = this
    const part = (name: string): Part => {
      const account = casting.accounts.get(name)
      if (!account) throw new Error(`${name} does not play`)
      return { name, account, places: casting.placesOf(name), recorder: this.recorder }
    }
    const sam = await ScriptActor.enter(url, part('sam'), 'register')
    this.actors.set('sam', sam)
    for (const room of casting.rooms) await openRoom(sam, room)
    const others = casting.cast.filter((name) => name !== 'sam')
    if (others.includes('ana') || others.includes('bea')) this.browser = await openChrome()
    for (const name of others) {
      if (name === 'xen') this.actors.set(name, await SlixmppActor.enter(server, part(name)))
      else if (name === 'pro') this.actors.set(name, await ProfanityActor.enter(server, part(name)))
      else this.actors.set(name, await BrowserActor.enter(this.browser as Browser, url, part(name)))
    }
    for (const name of casting.crowd)
      this.actors.set(name, await ScriptActor.enter(url, part(name), 'register'))
  }
}

/** False where there is nobody any more: windows come and go. */
function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

async function openRoom(sam: ScriptActor, room: string): Promise<void> {
  const nick = room.startsWith('twins') ? 'Mart' : 'sam'
  await sam.command('xmpp.muc.create', { room, nick, instant: true })
  const { reply } = await sam.command('xmpp.muc.room.config.get', { room })
  const { fields = [] } = reply as { fields?: { var?: string; type?: string; value?: unknown }[] }
  const form = fields.flatMap(({ var: name, type, value }) => {
    if (name === undefined || type === 'fixed') return []
    const its = name === 'muc#roomconfig_persistentroom' ? true : value
    return its === undefined ? [] : [{ var: name, value: its, ...(type ? { type } : {}) }]
  })
  await sam.command('xmpp.muc.room.config.set', { room, form })
}
