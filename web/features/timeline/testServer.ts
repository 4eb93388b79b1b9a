import type { Result } from '../../transport/request.ts'
import { vaultModel } from '../session/vault.ts'
import { historyModel } from './history.ts'
import { outboxDoor } from './outboxDoor.ts'
import { lab, talk, withDoc } from './testTalk.ts'
import {
  archivedAs,
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

type HistoryModel = ReturnType<typeof historyModel.create>
type Talk = Pick<
  ReturnType<typeof talk>,
  'gateway' | 'session' | 'jid' | 'texts' | 'entries' | 'commands' | 'timeline'
>

type Typed = Readonly<Record<'id' | 'content', string>>

/** What a room tells at its door. */
const AT_THE_DOOR = 2
/** Of each conversation, what the gateway tells a tab that comes back. */
const REMEMBERED = 3

/**
 * A page, a gateway that remembers a little, and a server with archives behind it, by the contract: what happens to
 * the two ways between them, and when a question is answered, is the test's to say.
 */
export class TestServer {
  page!: Talk
  history!: HistoryModel
  readonly archives: Record<Shelf, Said[]> = { own: [], room: [] }
  isLinked = true
  isUp = true
  isInside = true
  /** What was typed and has not come here yet. */
  onItsWay = 0
  answered = 0
  /** What the server holds back for a session that may come back. */
  #held: Told[] = []
  readonly #remembered: Record<Shelf, Told[]> = { own: [], room: [] }
  #pending: { query: Query; answer: (result: Result<unknown>) => void }[] = []
  #count = 0
  readonly #skewMs: number

  /** `skewMs`: how far the server's clock is ahead of the page's; it tells whole seconds. */
  constructor(skewMs = 0) {
    this.#skewMs = skewMs
    this.#opens()
    this.#begins()
    for (const shelf of ['own', 'room'] as const) this.says(shelf, false, 1)
    this.#tell(SELF)
  }

  #opens(): void {
    const { time } = this.page?.gateway ?? {}
    this.page = talk()
    const { gateway } = this.page
    gateway.time = time ?? gateway.time
    const answers = (query: unknown) =>
      new Promise<Result<unknown>>((answer) => {
        if (this.isLinked) this.#pending.push({ query: query as Query, answer })
        else answer(refusal('not-connected'))
      })
    gateway.answer('xmpp.mam.query', answers)
    gateway.answer('xmpp.chat.message', (said) => this.#takes(said as Typed))
  }

  // Its code comes once the page, and the snapshot, is there.
  #begins = () => (this.history = this.page.gateway.models.use(historyModel))

  /** The page is left, or dies, and comes back: what it kept is what it has, and something was said meanwhile. */
  async reloads(shelf: Shelf, count: number, dies: boolean): Promise<void> {
    if (!this.isLinked || this.onItsWay > 0) return
    const vault = await this.page.gateway.models.use(vaultModel).vault()
    if (dies) (vault as unknown as { close(): void }).close()
    else await this.history.flush()
    this.breaksLink()
    this.close()
    this.says(shelf, false, count)
    this.isLinked = true
    this.#opens()
    this.#tellsAll()
    this.#begins()
    await this.history.ready
  }

  close(): void {
    this.page.gateway.models.use(outboxDoor).close()
    this.history.close()
  }

  /** Something is written here, where nothing is in its way. */
  types(): void {
    if (!this.isLinked || !this.isUp) return
    this.onItsWay++
    this.page.commands.say(withDoc, `own-${this.#count++}`)
  }

  #takes({ id, content }: Typed): Result<unknown> {
    this.onItsWay--
    this.page.gateway.time += 400
    if (this.archives.own.some(({ cid }) => cid === id)) return { ok: true, value: { id } }
    this.archives.own.push({ id: content, cid: id, mine: true, at: this.#seconds() })
    const { jid } = this.page
    this.#remembers('own', ['xmpp.chat.sent', { to: jid('doc'), from: jid('marty'), content, id }])
    queueMicrotask(() => this.#tell(['xmpp.delivery.confirmed', { to: 'doc@hill.example', id }]))
    return { ok: true, value: { id } }
  }

  says(shelf: Shelf, mine: boolean, count: number): void {
    for (let index = 0; index < count; index++) {
      this.page.gateway.time += 400
      const at = this.#seconds()
      const said = { id: `${shelf}-${this.#count++}`, mine: mine && shelf === 'own', at }
      this.archives[shelf].push(said)
      if (shelf === 'room' && !this.isInside) continue
      if (this.isUp) this.#hears(shelf, live(shelf, said))
      else this.#held.push(live(shelf, said))
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
    this.#tell(['xmpp.connection', { status: 'online', jid: this.page.jid('marty') }])
    this.page.session.link.set({ state: 'open' })
    this.#tellsAll()
  }

  #tellsAll(): void {
    const events = [
      ...(this.isUp ? [] : [['xmpp.session.state', { state: 'reconnecting' }]]),
      this.isInside ? SELF : REJOINING,
      ...this.#remembered.own,
      ...this.#remembered.room,
    ]
    this.#tell(['xmpp.session.snapshot', { jid: this.page.jid('marty'), events }])
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
      this.#hears('room', stamped(live('room', said), said.at))
  }

  /** The oldest question is answered, or refused. True when there was one. */
  answers(isRefused = false): boolean {
    if (!this.isUp) return false
    const next = this.#pending.shift()
    if (!next) return false
    const { query, answer } = next
    this.answered++
    answer(isRefused ? refusal('timeout') : this.#page(query))
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

  #page(query: Query): Result<unknown> {
    const shelf = query.to === undefined ? 'own' : 'room'
    const { found, ...rsm } = pageOf(this.archives[shelf], query)
    for (const said of found) this.#tell(['xmpp.mam.message', archivedAs(shelf, said, query.queryId)])
    return { ok: true, value: {}, rsm }
  }

  #hears(shelf: Shelf, told: Told): void {
    this.#remembers(shelf, told)
    this.#tell(told)
  }

  #remembers(shelf: Shelf, told: Told): void {
    const kept = this.#remembered[shelf]
    kept.push(stamped(told, this.page.gateway.time))
    kept.splice(0, kept.length - REMEMBERED)
  }

  #tell([name, data]: Told): void {
    if (this.isLinked) this.page.gateway.event(name, data)
  }
}
