import type { BatchProgress } from '#protocol/affiliations.ts'
import type { ProtocolError } from '#protocol/define.ts'
import { bareOf } from '#protocol/jid.ts'
import type { Affiliation } from '#protocol/occupants.ts'
import { Failure, timedOut } from '../xmpp/errors.ts'
import { AffiliationBatch, type BatchDoor } from './affiliationBatch.ts'
import type { Change } from './batchRows.ts'

/** A request on its way: not there yet, done and not answered, or answered. */
interface Asked {
  kind: 'change' | 'list'
  perform(): unknown
  isDone: boolean
  result?: unknown
  resolve(value: unknown): void
  reject(failure: Failure): void
}

const LOST: ProtocolError = { type: 'wait', condition: 'remote-server-timeout' }

/** A room at the other end of a link that breaks when the test says so. Requests are done in the order they came. */
export class TestRoom implements BatchDoor {
  readonly affiliations = new Map<string, Affiliation>()
  /** Every change that the room was told and did, in order. */
  readonly announced: string[] = []
  readonly told: BatchProgress[] = []
  /** Who may not be changed, and what the room says to it. */
  readonly refusals = new Map<string, ProtocolError>()
  wire: Asked[] = []
  most = 0
  isUp = true
  batch: AffiliationBatch | undefined

  open(changes: readonly Change[]): AffiliationBatch {
    this.batch = new AffiliationBatch(this, { room: 'lab@rooms.hill.example', id: 'b', changes })
    this.batch.begin()
    return this.batch
  }

  set(change: Change): Promise<unknown> {
    const jid = bareOf(change.jid) ?? change.jid
    return this.#ask('change', () => {
      const refusal = this.refusals.get(jid)
      if (refusal) return new Failure(refusal)
      this.announced.push(`${jid} ${change.affiliation}`)
      if (change.affiliation === 'none') this.affiliations.delete(jid)
      else this.affiliations.set(jid, change.affiliation)
      return true
    })
  }

  list(affiliation: Affiliation): Promise<ReadonlySet<string>> {
    const refusal = this.refusals.get(affiliation)
    return this.#ask('list', () =>
      refusal
        ? new Failure(refusal)
        : new Set([...this.affiliations].flatMap(([jid, each]) => (each === affiliation ? [jid] : []))),
    ) as Promise<ReadonlySet<string>>
  }

  tell(progress: BatchProgress): void {
    this.told.push(progress)
  }

  /** The room does the next thing it was asked. */
  perform(): void {
    const next = this.wire.find(({ isDone }) => !isDone)
    if (!next) return
    next.isDone = true
    next.result = next.perform()
  }

  /** The next answer arrives. */
  async answer(): Promise<void> {
    if (this.isUp && this.wire[0]?.isDone) {
      const { result, resolve, reject } = this.wire.shift() as Asked
      if (result instanceof Failure) reject(result)
      else resolve(result)
    }
    await settle()
  }

  /** What was asked first is not answered in time; it may be done all the same, sooner or later. */
  async tire(): Promise<void> {
    this.wire[0]?.reject(new Failure(timedOut()))
    await settle()
  }

  cut(): void {
    this.isUp = false
    this.batch?.down()
  }

  /** The same session goes on: what was on its way arrives after all. */
  async resume(): Promise<void> {
    this.isUp = true
    this.batch?.up()
    await settle()
  }

  /** Another session: what had not arrived is lost, and so are the answers. */
  async anew(): Promise<void> {
    this.isUp = true
    for (const { reject } of this.wire.splice(0)) reject(new Failure(LOST))
    this.batch?.up()
    await settle()
  }

  /** Everything that is still to come, on a good link. */
  async finish(): Promise<void> {
    if (!this.isUp) await this.resume()
    for (let i = 0; i < 5000 && this.batch && !this.batch.isDone; i++) {
      this.perform()
      await this.answer()
    }
  }

  #ask(kind: Asked['kind'], perform: () => unknown): Promise<unknown> {
    if (!this.isUp) throw new Error('Nothing may be sent while the link is away')
    return new Promise((resolve, reject) => {
      this.wire.push({ kind, perform, isDone: false, resolve, reject })
      this.most = Math.max(this.most, this.wire.length)
    })
  }
}

/** Lets promises that are settled call back. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
