import { bareOf } from '#protocol/jid.ts'
import { type Kept, keep, Lane, type Said } from './lane.ts'

/** What may be on its way in one session; the transport's own queue holds a little more. */
const MAX_SAID = 8000
const MAX_CHARS = 3 * 1024 * 1024

/** What stands around plain words: addresses, ids, payloads. */
const AROUND = 280

/** About how many characters go over the wire: words with nothing to escape need not be written down to be counted. */
function sizeOf({ content, stanza }: Said): number {
  return content === undefined || /[&<>"']/u.test(content)
    ? stanza.toString().length
    : content.length + AROUND
}

/** The lanes of one session, by bare JID; only those in which something is. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>()
  #count = 0
  #chars = 0
  #order = 0

  /** The lane of an address, with or without a resource. */
  get(address: string): Lane | undefined {
    return this.#lanes.get(address) ?? this.#lanes.get(bareOf(address) ?? '')
  }

  values(): Lane[] {
    return [...this.#lanes.values()]
  }

  /** At the end of its lane, or nowhere: when it is there already, or when too much is on its way (`full`). */
  add(said: Said): Lane | 'known' | 'full' {
    const address = bareOf(said.to) ?? said.to
    const lane = this.#lanes.get(address) ?? new Lane(address)
    if (lane.find(said.to, said.id)) return 'known'
    const size = sizeOf(said)
    if (this.#count >= MAX_SAID || this.#chars + size > MAX_CHARS) return 'full'
    this.#keep(lane, keep(said, this.#order++, size))
    return lane
  }

  /** Back into its lane, at its place. */
  putBack(said: Kept): Lane {
    const address = bareOf(said.to) ?? said.to
    const lane = this.#lanes.get(address) ?? new Lane(address)
    this.#keep(lane, { ...said, isDoubtful: false })
    return lane
  }

  delete(lane: Lane, said: Kept): void {
    if (!lane.delete(said)) return
    this.#count--
    this.#chars -= said.size
    this.tidy(lane)
  }

  /** The others are served first. */
  toEnd(lane: Lane): void {
    if (this.#lanes.size > 1 && this.#lanes.delete(lane.address)) this.#lanes.set(lane.address, lane)
  }

  /** A lane in which nothing is, is none. */
  tidy(lane: Lane): void {
    if (lane.isEmpty && !lane.isSearching && this.#lanes.get(lane.address) === lane)
      this.#lanes.delete(lane.address)
  }

  clear(): void {
    // Who still looks for something in one of them must find nothing.
    for (const lane of this.values()) lane.clear()
    this.#lanes.clear()
    this.#count = 0
    this.#chars = 0
  }

  #keep(lane: Lane, said: Kept): void {
    this.#count++
    this.#chars += said.size
    lane.insert(said)
    this.#lanes.set(lane.address, lane)
  }
}
