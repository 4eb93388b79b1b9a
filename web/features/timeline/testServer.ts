import type { CommandName } from '#protocol/index.ts'
import type { Result } from '../../transport/request.ts'
import { historyModel } from './history.ts'
import { lab, ROOM, talk, withDoc } from './testTalk.ts'

/** One's own archive, about Doc, or the room's. */
export type Shelf = 'own' | 'room'

type Talk = Pick<ReturnType<typeof talk>, 'gateway' | 'session' | 'jid' | 'texts' | 'entries'>

interface Said {
  readonly id: string
  readonly mine: boolean
  readonly at: number
}
interface Query {
  readonly queryId: string
  readonly to?: string
  readonly start?: string
  readonly end?: string
  readonly rsm: { readonly before?: string | true; readonly after?: string }
}
type Told = readonly [name: string, data: object]

/** Of a page, and of what a room tells at its door. */
const PAGE = 5
const AT_THE_DOOR = 2
/** Of each conversation, what the gateway tells a tab that comes back. */
const REMEMBERED = 3

/**
 * A page, a gateway that remembers a little, and a server with archives behind it, by the contract: what happens to
 * the two ways between them, and when a question is answered, is the test's to say.
 */
export class TestServer {
  readonly page: Talk = talk()
  readonly history = this.page.gateway.models.use(historyModel)
  readonly archives: Record<Shelf, Said[]> = { own: [], room: [] }
  isLinked = true
  isUp = true
  isInside = true
  /** What the server holds back for a session that may come back. */
  #held: Told[] = []
  readonly #remembered: Record<Shelf, Told[]> = { own: [], room: [] }
  #pending: { query: Query; answer: (result: Result<unknown>) => void }[] = []
  #count = 0
  readonly #skewMs: number

  /** `skewMs`: how far the server's clock is ahead of the page's; it tells whole seconds. */
  constructor(skewMs = 0) {
    const { gateway } = this.page
    this.#skewMs = skewMs
    gateway.answer(
      'xmpp.mam.query' satisfies CommandName,
      (query) =>
        new Promise((answer) => {
          if (this.isLinked) this.#pending.push({ query: query as Query, answer })
          else answer(refusal('not-connected'))
        }),
    )
    for (const shelf of ['own', 'room'] as const) this.says(shelf, false, 1)
    this.#tell(['xmpp.muc.roster', { room: ROOM, nick: 'Marty', present: true, self: true }])
  }

  says(shelf: Shelf, mine: boolean, count: number): void {
    for (let index = 0; index < count; index++) {
      this.page.gateway.time += 400
      const at = this.#seconds()
      const said = { id: `${shelf}-${this.#count++}`, mine: mine && shelf === 'own', at }
      this.archives[shelf].push(said)
      if (shelf === 'room' && !this.isInside) continue
      if (this.isUp) this.#hears(shelf, this.#live(shelf, said))
      else this.#held.push(this.#live(shelf, said))
    }
  }

  /** The way between page and gateway. */
  breaksLink(): void {
    if (!this.isLinked) return
    this.isLinked = false
    this.page.session.link.set({ state: 'broken' })
    for (const { answer } of this.#pending.splice(0)) answer(refusal('disconnected'))
  }

  mendsLink(): void {
    if (this.isLinked) return
    this.isLinked = true
    const jid = this.page.jid('marty')
    this.#tell(['xmpp.connection', { status: 'online', jid }])
    this.page.session.link.set({ state: 'open' })
    const events = [
      ...(this.isUp ? [] : [['xmpp.session.state', { state: 'reconnecting' }]]),
      this.isInside ? SELF : REJOINING,
      ...this.#remembered.own,
      ...this.#remembered.room,
    ]
    this.#tell(['xmpp.session.snapshot', { jid, events }])
  }

  /** The way between gateway and server. */
  goesDown(): void {
    if (!this.isUp) return
    this.isUp = false
    this.#tell(['xmpp.session.state', { state: 'reconnecting' }])
  }

  /** What was held back is told: one's own in any order, as ejabberd does, and with the time or without. */
  comesBack(isStirred: boolean, isStamped: boolean): void {
    if (this.isUp) return
    this.isUp = true
    this.#tell(['xmpp.session.state', { state: 'online', resumed: true }])
    const held = this.#held.splice(0)
    const ofOwn = held.filter(([name]) => name !== 'xmpp.muc.message')
    const stirred = isStirred && ofOwn.length > 1 ? [...ofOwn.slice(1), ...ofOwn.slice(0, 1)] : ofOwn
    for (const told of held) {
      const next = told[0] === 'xmpp.muc.message' ? told : (stirred.shift() as Told)
      this.#hears(shelfOf(next), isStamped ? stamped(next, this.#seconds()) : next)
    }
  }

  beginsAnew(): void {
    if (this.isUp) return
    this.isUp = true
    this.#held = []
    for (const { answer } of this.#pending.splice(0)) answer(refusal('disconnected'))
    this.#tell(['xmpp.connection', { status: 'online', jid: this.page.jid('marty') }])
    this.#tell(['xmpp.session.state', { state: 'online', resumed: false }])
    this.fallsOut()
  }

  fallsOut(): void {
    if (!this.isInside) return
    this.isInside = false
    this.#held = this.#held.filter((told) => shelfOf(told) === 'own')
    this.#tell(REJOINING)
  }

  comesIn(): void {
    if (this.isInside || !this.isUp) return
    this.isInside = true
    this.#tell(SELF)
    for (const said of this.archives.room.slice(-AT_THE_DOOR))
      this.#hears('room', stamped(this.#live('room', said), said.at))
  }

  /** The oldest question is answered, or refused. True when there was one. */
  answers(isRefused = false): boolean {
    if (!this.isUp) return false
    const next = this.#pending.shift()
    if (!next) return false
    const { query, answer } = next
    if (isRefused) answer(refusal('timeout'))
    else answer(this.#page(query))
    return true
  }

  #seconds(): number {
    return Math.floor((this.page.gateway.time + this.#skewMs) / 1000) * 1000
  }

  texts(shelf: Shelf): string[] {
    return this.page.texts(shelf === 'own' ? withDoc : lab)
  }

  gaps(shelf: Shelf): string[] {
    const conversation = shelf === 'own' ? withDoc : lab
    return this.page.entries(conversation).flatMap(({ kind, key }) => (kind === 'gap' ? [key] : []))
  }

  #page({ queryId, to, start = '', end = '', rsm: { before, after } }: Query): Result<unknown> {
    const shelf = to === undefined ? 'own' : 'room'
    const [least, most] = [Date.parse(start) || 0, Date.parse(end) || Number.POSITIVE_INFINITY]
    const fit = this.archives[shelf].filter(({ at }) => at >= least && at <= most)
    const lower = after === undefined ? 0 : fit.findIndex(({ id }) => id === after) + 1
    const upper = typeof before === 'string' ? fit.findIndex(({ id }) => id === before) : fit.length
    const all = fit.slice(lower, Math.max(upper, 0))
    const found = before === undefined ? all.slice(0, PAGE) : all.slice(-PAGE)
    for (const said of found) this.#tell(['xmpp.mam.message', archivedAs(shelf, said, queryId)])
    const [first, last] = [found[0]?.id, found.at(-1)?.id]
    const complete = found.length === all.length
    return { ok: true, value: {}, rsm: { ...(first ? { first, last } : {}), complete } } as Result<unknown>
  }

  #hears(shelf: Shelf, told: Told): void {
    this.#remembered[shelf].push(stamped(told, this.page.gateway.time))
    this.#remembered[shelf].splice(0, this.#remembered[shelf].length - REMEMBERED)
    this.#tell(told)
  }

  #tell([name, data]: Told): void {
    if (this.isLinked) this.page.gateway.event(name, data)
  }

  #live(shelf: Shelf, { id, mine }: Said): Told {
    const by = shelf === 'own' ? 'marty@hill.example' : ROOM
    const said = { content: id, id: `m-${id}`, stanzaIds: [{ by, id }] }
    if (shelf === 'room') return ['xmpp.muc.message', { room: ROOM, nick: 'Doc', private: false, ...said }]
    const { jid } = this.page
    return mine
      ? ['xmpp.chat.sent', { from: jid('marty', 'phone'), to: jid('doc'), ...said }]
      : ['xmpp.chat.message', { from: jid('doc'), ...said }]
  }
}

const SELF: Told = ['xmpp.muc.roster', { room: ROOM, nick: 'Marty', present: true, self: true }]
const REJOINING: Told = ['xmpp.muc.rejoining', { room: ROOM, nick: 'Marty', cause: 'connection' }]

const shelfOf = ([name]: Told): Shelf => (name === 'xmpp.muc.message' ? 'room' : 'own')

const stamped = ([name, data]: Told, at: number): Told => [
  name,
  'delay' in data ? data : { ...data, delay: { when: new Date(at).toISOString() } },
]

const refusal = (reason: string) => ({ ok: false, error: { type: 'wait', reason } }) as Result<unknown>

function archivedAs(shelf: Shelf, { id, mine, at }: Said, queryId: string): object {
  const person = (user: string) => ({ user, domain: 'hill.example' })
  const common = { content: id, id: `m-${id}`, delay: { when: new Date(at).toISOString() } }
  if (shelf === 'room') {
    const from = { user: 'lab', domain: 'rooms.hill.example', resource: 'Doc' }
    return { ...common, from, room: ROOM, nick: 'Doc', mam: { id, queryId } }
  }
  const [from, to] = mine ? [person('marty'), person('doc')] : [person('doc'), person('marty')]
  return { ...common, from, mam: { id, queryId, to } }
}
