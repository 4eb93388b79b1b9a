import type { Result } from '../../transport/request.ts'
import { TestPage } from './testPage.ts'
import { withDoc } from './testTalk.ts'
import {
  archivedAs,
  inSeconds,
  live,
  pageOf,
  type Query,
  REJOINING,
  refusal,
  type Said,
  SELF,
  type Shelf,
  shelfOf,
  stamped,
  type Told,
} from './testTold.ts'

type Typed = Readonly<Record<'id' | 'content', string>>

/** What a room tells at its door. */
const AT_THE_DOOR = 2
/** Of each conversation, what the gateway tells a tab that comes back. */
const REMEMBERED = 3
const MARTY = { user: 'marty', domain: 'hill.example', resource: 'car' }
const DOC = { user: 'doc', domain: 'hill.example' }
const CONNECTED: Told = ['xmpp.connection', { status: 'online', jid: MARTY }]

/**
 * Tabs of one browser, a gateway that remembers a little, and a server with archives behind it, by the contract: what
 * happens to the ways between them, and when a question is answered, is the test's to say.
 */
export class TestServer {
  /** By their place; one that was left may come back. */
  readonly pages = new Map<number, TestPage>()
  readonly archives: Record<Shelf, Said[]> = { own: [], room: [] }
  isUp = true
  isInside = true
  /** What was typed and has not come here yet. */
  readonly onItsWay = new Set<string>()
  answered = 0
  /** What the server holds back for a session that may come back. */
  #held: Told[] = []
  readonly #remembered: Record<Shelf, Told[]> = { own: [], room: [] }
  #count = 0
  #time = Date.parse('2026-01-01T12:00:00Z')
  readonly #skewMs: number
  readonly #lagMs: number

  /**
   * `skewMs`: how far the server's clock is ahead of the browser's; it tells whole seconds. `lagMs`: so much later than
   * the first tab does the second one see what comes.
   */
  constructor(skewMs = 0, lagMs = 0) {
    this.#skewMs = skewMs
    this.#lagMs = lagMs
  }

  /** A tab is opened in this place, where there is none; what was kept is on its way. */
  opens(place: number): void {
    if (this.pages.has(place)) return
    const page = new TestPage(this.#time + place * this.#lagMs, this.#takes)
    this.pages.set(place, page)
    this.#tellsAll(page)
  }

  /** What was kept is there. */
  async begins(place: number): Promise<void> {
    const page = this.pages.get(place)
    page?.begins()
    await page?.history?.ready
  }

  /** It is left, or dies, and comes back: what it kept is what it has, and something was said meanwhile. */
  async reloads(place: number, shelf: Shelf, count: number, dies: boolean): Promise<void> {
    if (this.onItsWay.size > 0) return
    await this.leaves(place, dies)
    this.says(shelf, false, count)
    this.opens(place)
    await this.begins(place)
  }

  /** What is to be kept is. */
  async keeps(place: number): Promise<void> {
    await this.pages.get(place)?.history?.flush()
  }

  async leaves(place: number, dies: boolean): Promise<void> {
    const page = this.pages.get(place)
    if (!page?.isLinked || this.onItsWay.size > 0) return
    this.pages.delete(place)
    await page.leaves(dies)
  }

  close(): void {
    for (const page of this.pages.values()) page.close()
  }

  /** Something is written in a tab, where nothing is in its way. */
  types(place: number): void {
    const page = this.pages.get(place)
    if (!page?.isLinked || !this.isUp) return
    const text = `own-${this.#count++}`
    this.onItsWay.add(text)
    page.talk.commands.say(withDoc, text)
  }

  readonly #takes = (said: unknown, by: TestPage): Result<unknown> => {
    const { id, content } = said as Typed
    this.onItsWay.delete(content)
    this.#passes()
    if (this.archives.own.some(({ cid }) => cid === id)) return { ok: true, value: { id } }
    this.archives.own.push({ id: content, cid: id, mine: true, at: this.#seconds() })
    const sent: Told = ['xmpp.chat.sent', { to: DOC, from: MARTY, content, id }]
    this.#remembers('own', sent)
    for (const page of this.pages.values())
      if (page !== by) page.tell(stamped(['xmpp.chat.sent', { ...sent[1], echo: true }], this.#now()))
    queueMicrotask(() => this.#tell(['xmpp.delivery.confirmed', { to: 'doc@hill.example', id }]))
    return { ok: true, value: { id } }
  }

  says(shelf: Shelf, mine: boolean, count: number): void {
    for (let index = 0; index < count; index++) {
      this.#passes()
      const at = this.#seconds()
      const said = { id: `${shelf}-${this.#count++}`, mine: mine && shelf === 'own', at }
      this.archives[shelf].push(said)
      if (shelf === 'room' && !this.isInside) continue
      if (this.isUp) this.#hears(shelf, live(shelf, said))
      else this.#held.push(live(shelf, said))
    }
  }

  /** The way between a page and the gateway. */
  breaksLink(place: number): void {
    const page = this.pages.get(place)
    if (page?.isLinked) page.breaks()
  }

  mendsLink(place: number): void {
    const page = this.pages.get(place)
    if (!page || page.isLinked) return
    page.isLinked = true
    page.tell(CONNECTED)
    page.talk.session.link.set({ state: 'open' })
    this.#tellsAll(page)
  }

  #tellsAll(page: TestPage): void {
    const events = [
      ...(this.isUp ? [] : [['xmpp.session.state', { state: 'reconnecting' }]]),
      this.isInside ? SELF : REJOINING,
      ...this.#remembered.own,
      ...this.#remembered.room,
    ]
    page.tell(['xmpp.session.snapshot', { jid: MARTY, events }])
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
      this.#hears(shelfOf(next), isStamped ? stamped(next, inSeconds(this.#seconds())) : next)
    }
  }

  beginsAnew(): void {
    if (this.isUp) return
    this.isUp = true
    this.#held = []
    for (const page of this.pages.values()) page.refuses()
    this.#tell(CONNECTED)
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
      this.#hears('room', stamped(live('room', said), inSeconds(said.at)))
  }

  /** A page's oldest question is answered, or refused. True when there was one. */
  answers(place: number, isRefused = false): boolean {
    const page = this.pages.get(place)
    if (!page || !this.isUp) return false
    const isAnswered = page.answers((query) => (isRefused ? refusal('timeout') : this.#page(query, page)))
    if (isAnswered) this.answered++
    return isAnswered
  }

  #passes(): void {
    this.#time += 400
    for (const [place, { talk }] of this.pages) talk.gateway.time = this.#time + place * this.#lagMs
  }

  /** As the gateway writes it. */
  #now(): string {
    return new Date(this.#time).toISOString()
  }

  #seconds(): number {
    return Math.floor((this.#time + this.#skewMs) / 1000) * 1000
  }

  #page(query: Query, page: TestPage): Result<unknown> {
    const shelf = query.to === undefined ? 'own' : 'room'
    const { found, ...rsm } = pageOf(this.archives[shelf], query)
    for (const said of found) page.tell(['xmpp.mam.message', archivedAs(shelf, said, query.queryId)])
    return { ok: true, value: {}, rsm }
  }

  #hears(shelf: Shelf, told: Told): void {
    this.#remembers(shelf, told)
    this.#tell(told)
  }

  #remembers(shelf: Shelf, told: Told): void {
    const kept = this.#remembered[shelf]
    kept.push(stamped(told, this.#now()))
    kept.splice(0, kept.length - REMEMBERED)
  }

  #tell(told: Told): void {
    for (const page of this.pages.values()) page.tell(told)
  }
}
