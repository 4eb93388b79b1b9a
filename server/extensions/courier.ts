import type { ProtocolError } from '#protocol/define.ts'
import { sameJid } from '#protocol/jid.ts'
import { buildDelay, parseDelay } from '../codec/xep0203.ts'
import type { ArchiveResult } from '../codec/xep0313.ts'
import { notJoined } from '../xmpp/errors.ts'
import type { Found, Search } from './archiveSearch.ts'
import type { CourierDoor } from './courierDoor.ts'
import { InFlight } from './inFlight.ts'
import { isInArchive, type Kept, type Lane, type Lost, type Said } from './lane.ts'
import { Lanes } from './lanes.ts'
import { lookFor, pause, STRAGGLERS_MS } from './lookFor.ts'
import { LOST, tellUnsaid, UNCONFIRMED } from './tellUnsaid.ts'

/**
 * Brings what is said to where it goes, once and in order: keeps it until the server or the room confirms it, and after
 * a session that could not be resumed looks into the archive before it says anything again (XEP-0198 §5, XEP-0313).
 */
export class Courier {
  door: CourierDoor | undefined
  readonly searches = new Map<string, Search>()
  /** Told when a room is to say something of ours to all. */
  onRoomSent: (room: string) => void = () => {}
  readonly #lanes = new Lanes()
  readonly #inFlight = new InFlight()
  #isAway = false
  /** How often the link broke. */
  #breaks = 0

  /** Takes it over: confirmed or failed, its end will be told. False: too much is on its way. */
  say(said: Said): boolean {
    const lane = this.#lanes.add(said)
    if (lane !== 'full' && lane !== 'known') this.#go(lane)
    return lane !== 'full'
  }

  /** Sends what waits for that address, if it can go now. */
  pump(address: string): void {
    const lane = this.#lanes.get(address)
    if (lane) this.#go(lane)
  }

  /** A new session, of which nobody knows what the last one got through; `isOther`: of somebody new. */
  begin(door: CourierDoor, isOther: boolean): void {
    if (isOther) {
      this.#lanes.clear()
      this.searches.clear()
    }
    this.door = door
    this.#isAway = false
    this.#inFlight.clear()
    for (const lane of this.#lanes.values()) lane.doubt()
    this.#goAll()
  }

  linked(isUp: boolean): void {
    this.#isAway = !isUp
    if (isUp) this.#goAll()
    else this.#breaks++
  }

  /** We are out of that room: what it did not say to all, it may have or not. */
  doubt(room: string): void {
    this.#lanes.get(room)?.doubt(({ by }) => by === 'room')
  }

  /** These did not go out after all, or nobody knows any more whether they did: they are looked for. */
  lost(sent: readonly Lost[]): void {
    for (const each of sent) {
      const { lane, said } = this.#find(each)
      if (!lane || !said) continue
      lane.doubt((one) => one === said, each.mayRepeat)
      this.#inFlight.delete(said)
      setImmediate(() => this.#go(lane))
    }
  }

  /** The server has taken these over. */
  taken(sent: readonly Pick<Said, 'to' | 'id'>[]): void {
    for (const each of sent) {
      const { lane, said } = this.#find(each)
      if (!lane || !said) continue
      said.isTaken = true
      this.#inFlight.delete(said)
      if (said.by === 'server') this.#confirm(lane, said)
    }
    this.#goAll()
  }

  /** A room said it to all. `isPast`: within its history, where it may not be known as ours. */
  reflected(room: string, id: string, nick: string | undefined, isPast: boolean): void {
    const lane = this.#lanes.get(room)
    const said = lane?.find(room, id)
    if (!lane || !said || (nick !== said.nick && nick !== this.door?.rooms.get(room)?.nick)) return
    if (isPast) this.#confirm(lane, said)
    else this.#drop(lane, said)
  }

  /** What of ours goes by that id there, and is neither confirmed nor failed. */
  find = (to: string, id: string): Kept | undefined => this.#lanes.get(to)?.find(to, id)

  /** It came back, and is the caller's now, to be put back or told as failed. False: it was settled meanwhile. */
  takeBack(said: Kept): boolean {
    const lane = this.#lanes.get(said.to)
    if (lane?.find(said.to, said.id) !== said) return false
    this.#drop(lane, said)
    return true
  }

  /** What came back goes out when it can, in its place. */
  putBack(said: Kept): void {
    this.#go(this.#lanes.putBack(said))
  }

  /** What was handed over to a room that long ago, and that it has not said to all. */
  unreflected(room: string, forMs: number): Kept[] {
    const sent = this.#lanes.get(room)?.sent ?? []
    return sent.filter(({ by, sentAt }) => by === 'room' && sentAt <= Date.now() - forMs)
  }

  /** The room has us and should have said these to all: the archive knows, but nothing is sent again. */
  async inquire(room: string, late: readonly Kept[]): Promise<void> {
    const lane = this.#lanes.get(room)
    const found = lane && (await this.#look(lane, { room }, late))
    if (!lane || !found) return
    for (const said of late) {
      if (lane.find(said.to, said.id) !== said || said.isDoubtful) continue
      if (typeof found !== 'string' && found.has(said)) this.#confirm(lane, said, found.get(said))
      else this.#fail(lane, said, typeof found === 'string' ? UNCONFIRMED : LOST)
    }
  }

  /** A result that somebody's archive sent. */
  found(result: ArchiveResult, sender: string): void {
    const search = this.searches.get(result.queryId)
    if (search && sameJid(search.archive, sender)) search.heard(result)
  }

  /** Nothing goes to that room any more: we are not in it. Its archive can tell more once it is entered again. */
  abandon(room: string): void {
    const lane = this.#lanes.get(room)
    if (!lane) return
    lane.doubt()
    for (const said of [...lane.queue]) {
      const doubt = isInArchive(said) ? { ...UNCONFIRMED, detail: 'not-joined' } : UNCONFIRMED
      this.#fail(lane, said, said.isDoubtful ? doubt : notJoined())
    }
  }

  // The page may have named an address without the resource that it went to.
  #find({ to, id }: Pick<Said, 'to' | 'id'>): { lane: Lane | undefined; said: Kept | undefined } {
    const lane = this.#lanes.get(to)
    return { lane, said: lane?.find(to, id) ?? lane?.find(lane.address, id) }
  }

  // One of each in turn: a long queue must not keep the others from getting a word in.
  #goAll(): void {
    let lanes = this.#lanes.values()
    while (lanes.length > 0) lanes = lanes.filter((lane) => this.#send(lane))
    for (const lane of this.#lanes.values()) this.#go(lane)
  }

  #isReady(lane: Lane): boolean {
    if (this.#isAway || !this.door?.isOpen) return false
    const room = this.door.rooms.get(lane.address)
    return !room || (room.state === 'joined' && !room.rejoin)
  }

  #go(lane: Lane): void {
    while (this.#send(lane));
    if (lane.queue[0]?.isDoubtful && this.#isReady(lane)) void this.#reconcile(lane)
  }

  /** The next one goes out. False: it cannot now. */
  #send(lane: Lane): boolean {
    const { door } = this
    const said = !this.#inFlight.isFull && this.#isReady(lane) ? lane.handOver() : undefined
    if (!door || !said) return false
    if (said.isLate && !parseDelay(said.stanza, door.own)) said.stanza.cnode(buildDelay(door.own, said.at))
    this.#inFlight.add(said)
    this.#lanes.toEnd(lane)
    door.send(said.stanza)
    if (!door.tellsTaken) this.#inFlight.takeSoon(said, (sent) => this.taken(sent))
    if (said.by === 'room') this.onRoomSent(lane.address)
    return true
  }

  async #reconcile(lane: Lane): Promise<void> {
    if (lane.isSearching) return
    lane.isSearching = true
    try {
      await pause(STRAGGLERS_MS)
      for (;;) {
        const doubtful = lane.queue.filter(({ isDoubtful }) => isDoubtful)
        if (doubtful.length === 0 || !this.#isReady(lane)) break
        const wanted = doubtful.filter(isInArchive)
        const isRoom = wanted.some(({ by }) => by === 'room')
        const found = await this.#look(lane, isRoom ? { room: lane.address } : { peer: lane.address }, wanted)
        if (!found) break
        for (const said of doubtful) if (lane.queue.includes(said)) this.#decide(lane, said, found)
      }
    } finally {
      lane.isSearching = false
    }
    this.#go(lane)
    this.#lanes.tidy(lane)
  }

  /** Undefined: the lane is shut meanwhile, and the answer worth nothing. */
  async #look(lane: Lane, where: { room?: string; peer?: string }, wanted: readonly Said[]) {
    const isStill = () => this.#isReady(lane)
    const looking = { searches: this.searches, where, wanted, isStill, breaks: () => this.#breaks }
    const found = this.door && (await lookFor({ door: this.door, ...looking }))
    return isStill() ? found : undefined
  }

  #decide(lane: Lane, said: Kept, found: Found): void {
    const hasArchive = typeof found !== 'string' && isInArchive(said)
    if (hasArchive && found.has(said)) this.#confirm(lane, said, found.get(said))
    else if (hasArchive || said.mayRepeat) Object.assign(said, { isDoubtful: false, isLate: true })
    else this.#fail(lane, said, UNCONFIRMED)
  }

  #confirm(lane: Lane, said: Kept, archiveId?: string): void {
    this.#drop(lane, said)
    const { to, id } = said
    this.door?.emit('xmpp.delivery.confirmed', { to, id, ...(archiveId === undefined ? {} : { archiveId }) })
  }

  #drop(lane: Lane, said: Kept): void {
    this.#lanes.delete(lane, said)
    if (this.#inFlight.delete(said)) setImmediate(() => this.#goAll())
  }

  #fail(lane: Lane, said: Kept, error: ProtocolError): void {
    this.#drop(lane, said)
    if (this.door) tellUnsaid(this.door, said, error)
  }
}

const couriers = new WeakMap<object, Courier>()

/** The courier of one session, kept beside the manager, so that any XMPP-FTW host will do. */
export function courierOf(manager: object): Courier {
  let courier = couriers.get(manager)
  if (courier === undefined) {
    courier = new Courier()
    couriers.set(manager, courier)
  }
  return courier
}
