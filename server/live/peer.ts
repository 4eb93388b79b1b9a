import { io, type Socket } from 'socket.io-client'
import type { ProtocolError } from '#protocol/define.ts'
import type { CommandInput, CommandName, CommandReply, EventData, EventName } from '#protocol/index.ts'
import type { Rsm } from '#protocol/rsm.ts'

const ANSWER_MS = 20_000
const EVENT_MS = 10_000

type Answer<N extends CommandName> = { error: ProtocolError | null; reply: CommandReply<N>; rsm: Rsm }
type Heard = { name: string; data: unknown; isTaken: boolean }
/** A part of an event that it must match. */
type Part<T> = T extends readonly unknown[]
  ? { [index: number]: Part<T[number]> }
  : T extends object
    ? { [K in keyof T]?: Part<T[K]> }
    : T

/** A socket of a page or a script: asks, and remembers all it hears until a test takes it. */
export class Peer {
  readonly socket: Socket
  readonly #heard: Heard[] = []
  readonly #wake = new Set<() => void>()

  /** `at` is a gateway's address, or a socket to something else. */
  constructor(at: string | Socket, cookie?: string) {
    const headers = cookie ? { extraHeaders: { cookie, origin: String(at) } } : {}
    const options = { transports: ['websocket'], reconnection: false, forceNew: true, ...headers }
    this.socket = typeof at === 'string' ? io(at, options) : at
    this.socket.onAny((name: string, data: unknown) => {
      this.#heard.push({ name, data, isTaken: false })
      // What a snapshot tells counts as heard, one event at a time, as the page applies it.
      if (name === 'xmpp.session.snapshot')
        for (const [told, its] of (data as { events: [string, unknown][] }).events)
          this.#heard.push({ name: told, data: its, isTaken: false })
      for (const wake of this.#wake) wake()
    })
  }

  close(): void {
    this.socket.close()
  }

  /** Sends anything at all; a test of bad input is not held to the types. */
  say(name: string, ...args: unknown[]): void {
    this.socket.emit(name, ...args)
  }

  /** The acknowledgement as it came, of anything at all. */
  raw(name: string, ...args: unknown[]): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${name} was never answered`)), ANSWER_MS)
      this.socket.emit(name, ...args, (...answer: unknown[]) => {
        clearTimeout(timer)
        resolve(answer)
      })
    })
  }

  async ask<N extends CommandName>(name: N, data: CommandInput<N>): Promise<Answer<N>> {
    const [error, reply, rsm] = await this.raw(name, data)
    return { error, reply, rsm } as Answer<N>
  }

  async ok<N extends CommandName>(name: N, data: CommandInput<N>): Promise<CommandReply<N>> {
    const { error, reply } = await this.ask(name, data)
    if (error) throw new Error(`${name} was refused: ${JSON.stringify(error)}`)
    return reply
  }

  async refused<N extends CommandName>(name: N, data: CommandInput<N>): Promise<ProtocolError> {
    const { error } = await this.ask(name, data)
    if (!error) throw new Error(`${name} was not refused`)
    return error
  }

  /** The first event of that name, not taken yet, that holds `part`; waits for it. */
  async hear<N extends EventName>(
    name: N,
    part?: Part<EventData<N>>,
    withinMs = EVENT_MS,
  ): Promise<EventData<N>> {
    const find = () =>
      this.#heard.find(
        (each) => !each.isTaken && each.name === name && (part === undefined || holds(each.data, part)),
      )
    const found = find() ?? (await this.#waitFor(find, withinMs))
    if (!found)
      throw new Error(`No ${name} with ${JSON.stringify(part ?? {})} came; heard: ${this.#summary(name)}`)
    found.isTaken = true
    return found.data as EventData<N>
  }

  /** That no such event has come, nor comes in a while. */
  async silent<N extends EventName>(name: N, part?: Part<EventData<N>>, forMs = 400): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, forMs))
    const found = this.#heard.find(
      (each) => !each.isTaken && each.name === name && (part === undefined || holds(each.data, part)),
    )
    if (found) throw new Error(`${name} came: ${JSON.stringify(found.data)}`)
  }

  /** Lets go of all that was heard so far. */
  forget(): void {
    this.#heard.length = 0
  }

  #waitFor(find: () => Heard | undefined, ms: number): Promise<Heard | undefined> {
    return new Promise((resolve) => {
      const end = (found: Heard | undefined) => {
        clearTimeout(timer)
        this.#wake.delete(look)
        resolve(found)
      }
      const look = () => {
        const found = find()
        if (found) end(found)
      }
      const timer = setTimeout(() => end(undefined), ms)
      this.#wake.add(look)
    })
  }

  #summary(name: string): string {
    const same = this.#heard.filter((each) => each.name === name && !each.isTaken)
    const rest = [...new Set(this.#heard.map((each) => each.name))].join(', ')
    return same.length > 0 ? JSON.stringify(same.map((each) => each.data)).slice(0, 3000) : rest
  }
}

function holds(value: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return Object.is(value, part)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(part).every(([key, each]) => holds((value as Record<string, unknown>)[key], each))
}
