import type { Element } from '../xmpp/xml.ts'

/** Something said that is neither confirmed nor failed. */
export interface Said {
  /** What the page calls the addressee: a bare JID, a room, or an occupant's JID for what is said in private. */
  readonly to: string
  readonly id: string
  /** Who confirms it: one's own server takes it over, or the room says it to all. */
  readonly by: 'server' | 'room'
  readonly stanza: Element
  readonly content: string | undefined
  /** When the person said it, in milliseconds since 1970. */
  readonly at: number
  /** In a room: our nick there. */
  readonly nick?: string | undefined
  /** It may have been said already: it is looked for before it is sent. */
  isDoubtful: boolean
}

/** What the transport did not get through, or does not know of. */
export interface Lost extends Pick<Said, 'to' | 'id'> {
  /** The session goes on. */
  readonly mayRepeat?: boolean
}

/** As it lies in a lane. */
export interface Kept extends Said {
  readonly order: number
  /** Characters on the wire. */
  readonly size: number
  /** When it was handed over. */
  sentAt: number
  /** The server has it. */
  isTaken: boolean
  /** It was looked for and is not there: it goes out with the moment at which it was said. */
  isLate: boolean
  /** Doubtful, in a session that goes on: where nothing can tell of it, it goes out again. */
  mayRepeat: boolean
}

/** What is said in private in a room stands in no archive that could tell. */
export const isInArchive = ({ by, nick }: Said): boolean => by === 'room' || nick === undefined

// Written out, where two spreads would do: this is done for every message.
export const keep = (
  { to, id, by, stanza, content, at, nick, isDoubtful }: Said,
  order: number,
  size: number,
): Kept => ({
  to,
  id,
  by,
  stanza,
  content,
  at,
  nick,
  isDoubtful,
  order,
  size,
  sentAt: 0,
  isTaken: false,
  isLate: false,
  mayRepeat: false,
})

/** What is on its way to one person or room, in the order in which it was said. */
export class Lane {
  /** Bare JID. */
  readonly address: string
  /** Not handed over, or of doubtful fate. */
  queue: Kept[] = []
  /** How many of the queue have that address and id: it is not read through for each that is added. */
  readonly #queued = new Map<string, number>()
  /** Handed over and not confirmed. */
  readonly #sent = new Map<string, Kept>()
  isSearching = false

  constructor(address: string) {
    this.address = address
  }

  get isEmpty(): boolean {
    return this.queue.length === 0 && this.#sent.size === 0
  }

  get sent(): Kept[] {
    return [...this.#sent.values()]
  }

  find(to: string, id: string): Kept | undefined {
    const key = keyOf(to, id)
    const sent = this.#sent.get(key)
    if (sent !== undefined || !this.#queued.has(key)) return sent
    return this.queue.find((each) => each.id === id && each.to === to)
  }

  /** Into the queue, at its place. */
  insert(said: Kept): void {
    this.#count(said, 1)
    const isLast = (this.queue.at(-1)?.order ?? -1) < said.order
    if (isLast) this.queue.push(said)
    else
      this.queue.splice(
        this.queue.findIndex(({ order }) => order > said.order),
        0,
        said,
      )
  }

  /** The first of the queue goes out, unless it is doubtful. */
  handOver(): Kept | undefined {
    const said = this.queue[0]?.isDoubtful === false ? this.queue.shift() : undefined
    if (said === undefined) return undefined
    this.#count(said, -1)
    said.sentAt = Date.now()
    said.isTaken = false
    this.#sent.set(keyOf(said.to, said.id), said)
    return said
  }

  /** False: it was not here. */
  delete(said: Kept): boolean {
    const key = keyOf(said.to, said.id)
    if (this.#sent.get(key) === said) return this.#sent.delete(key)
    const index = this.queue.indexOf(said)
    if (index === -1) return false
    this.queue.splice(index, 1)
    this.#count(said, -1)
    return true
  }

  clear(): void {
    this.queue = []
    this.#queued.clear()
    this.#sent.clear()
  }

  /** Nobody knows any more what became of what was handed over, or of those of it. */
  doubt(isMeant: (said: Kept) => boolean = () => true, mayRepeat = false): void {
    const sent = this.sent.filter(isMeant)
    if (!mayRepeat) for (const said of this.queue) said.mayRepeat = false
    for (const said of sent) {
      Object.assign(said, { isDoubtful: true, mayRepeat })
      this.delete(said)
    }
    for (const said of sent) this.#count(said, 1)
    this.queue = [...sent, ...this.queue].sort((a, b) => a.order - b.order)
  }

  #count({ to, id }: Kept, more: 1 | -1): void {
    const key = keyOf(to, id)
    const count = (this.#queued.get(key) ?? 0) + more
    if (count > 0) this.#queued.set(key, count)
    else this.#queued.delete(key)
  }
}

// No address has a line end in it.
const keyOf = (to: string, id: string) => `${to}\n${id}`
