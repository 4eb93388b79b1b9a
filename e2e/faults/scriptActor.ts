import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { type Actor, lineOf, type Part, type Place, placeOf } from './actor.ts'
import type { MessageLine } from './history.ts'
import { Lane, type Taken } from './lane.ts'
import { type Ask, ScriptArchive } from './scriptArchive.ts'
import { ScriptRows } from './scriptRows.ts'
import { type Gesture, openSession } from './signIn.ts'
import { cidOf, textOf } from './words.ts'

interface Entry {
  readonly cid: string
  readonly id: string
  readonly conv: string
  readonly at: string
  /** Whether the gateway may have it. */
  wasEmitted: boolean
  end?: 'confirmed' | 'failed' | 'unconfirmed'
}
type Told = {
  id?: string
  content?: string
  own?: boolean
  room?: string
  from?: { user?: string; domain?: string }
  stanzaIds?: { by: string; id: string }[]
  archiveId?: string
  error?: { reason?: string; condition?: string }
  state?: string
  resumed?: boolean
  description?: string
  self?: boolean
  present?: boolean
}

/** What passes by itself: offered again after a while. */
const PASSES = new Set(['not-connected', 'disconnected', 'timeout', 'rate-limited'])

/** The gateway's contract from the other side, without a browser: an outbox that offers again, and cursors. */
export class ScriptActor implements Actor {
  readonly name: string
  /** When it heard that the server is away, and that it is there: what a page would show. */
  readonly states: { t: number; state: string; resumed?: boolean; description?: string }[] = []
  readonly #part: Part
  readonly #url: string
  readonly #cookie: string
  readonly #entries = new Map<string, Entry>()
  readonly #archives = new Map<string, ScriptArchive>()
  readonly #rows: ScriptRows
  readonly #lanes = new Map<string, Lane<Entry>>()
  #socket: Socket | undefined
  #isAttached = false
  #isOver = false

  private constructor(part: Part, url: string, cookie: string) {
    this.name = part.name
    this.#part = part
    this.#url = url
    this.#cookie = cookie
    this.#rows = new ScriptRows(part.places.keys())
    for (const place of part.places.values()) {
      const name = place.kind === 'room' ? place.room : ''
      if (!this.#archives.has(name))
        this.#archives.set(name, new ScriptArchive(name, this.#ask, (told) => this.#show(told)))
    }
    for (const conv of part.places.keys()) this.#lanes.set(conv, new Lane(this.#emit))
    this.#dial()
  }

  static async enter(url: string, part: Part, how: Gesture = 'password'): Promise<ScriptActor> {
    const actor = new ScriptActor(part, url, await openSession(url, part.account, how))
    const deadline = Date.now() + 30_000
    while (!actor.#isAttached) {
      if (Date.now() > deadline) throw new Error(`${part.name} was not let in`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return actor
  }

  /** Rejects with the reason of a refusal, or when the way broke. */
  command(event: string, data: object): Promise<{ reply: unknown; rsm: unknown }> {
    return this.#ask(event, data)
  }

  async say(conv: string, cid: string): Promise<void> {
    const entry: Entry = { cid, id: randomUUID(), conv, at: new Date().toISOString(), wasEmitted: false }
    this.#part.recorder.note(this.name, 'enter', conv, cid)
    this.#entries.set(entry.id, entry)
    this.#rows.add(conv, { cid })
    if (this.#isAttached) this.#lanes.get(conv)?.add(entry)
  }

  screen(): Promise<MessageLine[]> {
    const ends = [...this.#entries.values()].flatMap(({ end, conv, cid }) =>
      end ? [lineOf(this.name, end, conv, cid)] : [],
    )
    return Promise.resolve([...ends, ...this.#rows.lines(this.name)])
  }

  /** Drops its socket, as a page does that was closed. */
  drop(): void {
    this.#socket?.io.engine?.close()
  }

  /** One more socket of the same session, which stops reading. */
  async deafTab(): Promise<{ close(): void }> {
    const socket = this.#open()
    await new Promise<void>((resolve) => socket.once('xmpp.session.snapshot', () => resolve()))
    const { transport } = socket.io.engine as unknown as { transport: { ws?: { pause(): void } } }
    transport.ws?.pause()
    return { close: () => socket.disconnect() }
  }

  async end(): Promise<void> {
    this.#isOver = true
    this.#socket?.disconnect()
    const headers = { cookie: this.#cookie, origin: this.#url }
    await fetch(`${this.#url}/session`, { method: 'DELETE', headers }).catch(() => {})
  }

  #open(): Socket {
    return io(this.#url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      timeout: 10_000,
      extraHeaders: { cookie: this.#cookie, origin: this.#url },
    })
  }

  #dial(): void {
    if (this.#isOver) return
    const socket = this.#open()
    this.#socket = socket
    let isGone = false
    const gone = () => {
      if (isGone) return
      isGone = true
      this.#isAttached = false
      for (const lane of this.#lanes.values()) lane.stop()
      socket.disconnect()
      setTimeout(() => this.#dial(), 500)
    }
    socket.on('disconnect', gone)
    socket.on('connect_error', gone)
    socket.onAny((event: string, data: Told & { events?: [string, Told][] }) => {
      if (isGone) return
      if (event !== 'xmpp.session.snapshot') return this.#hear(event, data)
      // It holds the latest of each conversation; before those, something may be missing.
      for (const archive of this.#archives.values()) archive.fallBehind()
      for (const [name, its] of data.events ?? []) this.#hear(name, its)
      this.#isAttached = true
      this.#resume()
    })
  }

  /** After any break: what may be there is looked for, in order; what never went out, goes; and what was missed is read. */
  #resume(): void {
    for (const archive of this.#archives.values()) archive.catchUp()
    const left = [...this.#entries.values()].filter(({ end }) => !end)
    for (const [conv, lane] of this.#lanes) lane.restart(left.filter((entry) => entry.conv === conv))
  }

  /** What others said since a break goes to where it stands in its archive. */
  async #putInOrder(archive: ScriptArchive): Promise<void> {
    this.#rows.putInOrder(await archive.orderSinceBreak())
  }

  readonly #emit = (entry: Entry): Promise<Taken> => {
    const place = placeOf(this.#part, entry.conv)
    const again = entry.wasEmitted ? { again: true, at: entry.at } : {}
    entry.wasEmitted = true
    const said = { content: textOf(entry.cid), id: entry.id, ...again }
    const [event, data] =
      place.kind === 'room'
        ? ['xmpp.muc.message', { ...said, room: place.room }]
        : ['xmpp.chat.message', { ...said, to: place.peer }]
    return new Promise((resolve) =>
      this.#socket?.emit(event as string, data, (error: Told['error'] | null) => {
        if (!error) this.#part.recorder.note(this.name, 'ack1', entry.conv, entry.cid)
        else if (PASSES.has(error.reason ?? '')) return resolve('later')
        else this.#settle(entry.id, endOf(error), error)
        resolve('settled')
      }),
    )
  }

  #settle(id: string | undefined, end: NonNullable<Entry['end']>, error?: Told['error']): void {
    const entry = this.#entries.get(id ?? '')
    // What was known stays known; a doubt may end.
    if (!entry || entry.end === end || entry.end === 'confirmed') return
    entry.end = end
    this.#part.recorder.note(this.name, end, entry.conv, entry.cid, error && { why: JSON.stringify(error) })
  }

  #hear(event: string, data: Told): void {
    if (event === 'xmpp.delivery.confirmed') this.#settle(data.id, 'confirmed')
    else if (event === 'xmpp.chat.error' || event === 'xmpp.muc.error') {
      if (data.id) this.#settle(data.id, endOf(data.error ?? {}), data.error)
    } else if (event === 'xmpp.session.state') {
      const { state = '', resumed, description } = data
      this.states.push({
        t: Date.now(),
        state,
        ...(resumed === undefined ? {} : { resumed }),
        ...(description === undefined ? {} : { description }),
      })
      if (state === 'online' && !resumed && this.#isAttached) this.#resume()
      for (const archive of this.#archives.values())
        if (state === 'online') void this.#putInOrder(archive)
        else archive.breakOff()
    } else if (event === 'xmpp.muc.roster' && data.self && data.present) {
      // In again, after we were lost: what was said meanwhile came to nobody here.
      if (this.#isAttached) this.#archives.get(data.room ?? '')?.catchUp()
    } else if (event === 'xmpp.muc.message') {
      if (data.own) this.#settle(data.id, 'confirmed')
      this.#arrive(data.room ?? '', data)
    } else if (event === 'xmpp.chat.message') this.#arrive('', data)
    else if (event === 'xmpp.mam.message')
      for (const archive of this.#archives.values()) archive.page(data as never)
  }

  #arrive(archive: string, told: Told): void {
    const by = archive || this.#part.account.jid
    const id = told.stanzaIds?.find((each) => each.by === by)?.id
    this.#archives.get(archive)?.arrive({ ...told, archiveId: id })
  }

  #show({ content, from, room, archiveId }: Told): void {
    const cid = cidOf(content)
    if (cid === undefined) return
    const peer = from ? `${from.user}@${from.domain}` : ''
    const isHere = (place: Place) => (place.kind === 'room' ? place.room === room : place.peer === peer)
    // One's own stand where they were written.
    if (cid.startsWith(`${this.name}-`)) return
    for (const [conv, place] of this.#part.places) if (isHere(place)) this.#rows.add(conv, { cid, archiveId })
  }

  readonly #ask: Ask = (event, data) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${event}: timeout`)), 20_000)
      this.#socket?.emit(event, data, (error: Told['error'] | null, reply: unknown, rsm: unknown) => {
        clearTimeout(timer)
        if (error) reject(new Error(`${event}: ${error.reason ?? error.condition}`))
        else resolve({ reply, rsm })
      })
    })
}

const endOf = ({ reason }: { reason?: string }) => (reason === 'unconfirmed' ? 'unconfirmed' : 'failed')
