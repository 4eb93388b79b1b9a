import { randomUUID } from 'node:crypto'

export type Ask = (event: string, data: object) => Promise<{ reply: unknown; rsm: unknown }>
interface Arrival {
  archiveId?: string | undefined
  id?: string
}
type Paged = Arrival & { mam: { id?: string; queryId?: string } }

const PAGE = 50
const AGAIN_MS = 1000

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
  #page: { queryId: string; rows: Paged[] } | undefined

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
    if (row.mam.queryId === this.#page?.queryId) this.#page?.rows.push({ ...row, archiveId: row.mam.id })
  }

  /** From now on there may be a hole, until `catchUp` has read it. */
  fallBehind(): void {
    this.#isBehind = true
    this.#run++
  }

  /** Reads what is behind the cursor, however often it takes; a later call takes over from an earlier one. */
  catchUp(): void {
    this.fallBehind()
    void this.#read(this.#run)
  }

  async #read(run: number): Promise<void> {
    while (run === this.#run) {
      const queryId = randomUUID()
      this.#page = { queryId, rows: [] }
      const rsm = { max: PAGE, ...(this.#cursor ? { after: this.#cursor } : {}) }
      const to = this.name ? { to: this.name } : {}
      const answer = await this.#ask('xmpp.mam.query', { queryId, ...to, rsm }).catch(() => undefined)
      if (run !== this.#run) return
      if (answer) {
        const { rows } = this.#page
        for (const row of rows) this.#add(row)
        const { last, complete } = (answer.rsm ?? {}) as { last?: string; complete?: boolean }
        this.#cursor = last ?? this.#cursor
        if (complete || rows.length === 0) break
      } else await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
    this.#isBehind = false
    for (const arrival of this.#waiting.splice(0)) this.#add(arrival)
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
