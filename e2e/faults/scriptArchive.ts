import { randomUUID } from 'node:crypto'

export type Ask = (event: string, data: object) => Promise<{ reply: unknown; rsm: unknown }>
interface Arrival {
  archiveId?: string | undefined
  id?: string
}
type Paged = Arrival & { mam: { id?: string; queryId?: string } }

interface Page {
  readonly rows: Paged[]
  readonly last: string | undefined
  readonly isLast: boolean
}

const PAGE = 50
const AGAIN_MS = 1000
/** By then a server has told what it held back. */
const SETTLING_MS = 1500
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** One archive, read contiguously: what arrives while a stretch is missing waits until that is read. */
export class ScriptArchive {
  /** A room's address; empty for one's own archive. */
  readonly name: string
  readonly #ask: Ask
  readonly #show: (arrival: never) => void
  readonly #seen = new Set<string>()
  #waiting: Arrival[] = []
  #cursor: string | undefined
  #run = 0
  #isBehind = false
  readonly #pages = new Map<string, Paged[]>()
  /** Where the link broke, until it was looked in which order all behind it stands. */
  #break: { cursor: string | undefined } | undefined
  #looks = 0

  constructor(name: string, ask: Ask, show: (arrival: never) => void) {
    this.name = name
    this.#ask = ask
    this.#show = show
  }

  arrive(arrival: Arrival): void {
    if (this.#isBehind) this.#waiting.push(arrival)
    else this.#add(arrival)
  }

  page(row: Paged): void {
    this.#pages.get(row.mam.queryId ?? '')?.push({ ...row, archiveId: row.mam.id })
  }

  /** The link to the server broke. */
  breakOff(): void {
    this.#looks++
    if (!this.#isBehind) this.#break ??= { cursor: this.#cursor }
  }

  /**
   * It is there again: in which order stands what came since, as ids of the archive. COMPAT: ejabberd 23.01 tells what it
   * held back in another one. Only the order is asked for: what a resumed session did not tell is not shown for that.
   */
  async orderSinceBreak(): Promise<string[]> {
    const look = ++this.#looks
    await pause(SETTLING_MS)
    const ids: string[] = []
    let after = this.#break?.cursor
    while (this.#break && look === this.#looks) {
      const page = await this.#read(after)
      if (look !== this.#looks) break
      if (!page) {
        await pause(AGAIN_MS)
        continue
      }
      ids.push(...page.rows.flatMap(({ archiveId }) => archiveId ?? []))
      after = page.last ?? after
      if (page.isLast) this.#break = undefined
    }
    return look === this.#looks ? ids : []
  }

  /** From now on there may be a hole, until `catchUp` has read it. */
  fallBehind(): void {
    this.#isBehind = true
    this.#run++
  }

  /** Reads what is behind the cursor, however often it takes; a later call takes over from an earlier one. */
  catchUp(): void {
    this.fallBehind()
    void this.#catchUp(this.#run)
  }

  async #catchUp(run: number): Promise<void> {
    while (run === this.#run) {
      const page = await this.#read(this.#cursor)
      if (run !== this.#run) return
      if (page) {
        for (const row of page.rows) this.#add(row)
        this.#cursor = page.last ?? this.#cursor
        if (page.isLast) break
      } else await pause(AGAIN_MS)
    }
    this.#isBehind = false
    for (const arrival of this.#waiting.splice(0)) this.#add(arrival)
  }

  /** The page behind a message. Undefined: nobody answered. */
  async #read(after: string | undefined): Promise<Page | undefined> {
    const queryId = randomUUID()
    const rows: Paged[] = []
    this.#pages.set(queryId, rows)
    const rsm = { max: PAGE, ...(after ? { after } : {}) }
    const to = this.name ? { to: this.name } : {}
    const answer = await this.#ask('xmpp.mam.query', { queryId, ...to, rsm }).catch(() => undefined)
    this.#pages.delete(queryId)
    if (!answer) return undefined
    const { last, complete } = (answer.rsm ?? {}) as { last?: string; complete?: boolean }
    return { rows, last, isLast: complete === true || rows.length === 0 }
  }

  #add(arrival: Arrival): void {
    const { archiveId, id } = arrival
    const key = archiveId ?? (id ? `id ${id}` : undefined)
    if (key !== undefined && this.#seen.has(key)) return
    if (key !== undefined) this.#seen.add(key)
    if (archiveId) this.#cursor = archiveId
    this.#show(arrival as never)
  }
}
