import type { Entry } from './entry.ts'

/** Whether an entry is certainly the work of who has its author's name now. */
export class Authorship {
  readonly #hasNicks: boolean
  /** Entries that a nick without an occupant id wrote while it was ours to watch. */
  readonly #watched = new Map<string, Set<string>>()

  /** `hasNicks`: authors are a room's nicks, which are nobody's for good. */
  constructor(hasNicks: boolean) {
    this.#hasNicks = hasNicks
  }

  note(entry: Entry): void {
    if (entry.delayed || this.isSure(entry)) return
    const watched = this.#watched.get(entry.author)
    if (watched) watched.add(entry.key)
    else this.#watched.set(entry.author, new Set([entry.key]))
  }

  isSure(entry: Entry): boolean {
    return entry.own || entry.occupantId !== undefined || !this.#hasNicks
  }

  isStill(entry: Entry): boolean {
    return this.isSure(entry) || (this.#watched.get(entry.author)?.has(entry.key) ?? false)
  }

  /** What this nick wrote, as far as it is certainly theirs. */
  of = (nick: string): string[] => [...(this.#watched.get(nick) ?? [])]

  /** Whoever has this nick from now on is somebody else: XEP-0308 lets them correct nothing that was said before. */
  departed = (nick: string): boolean => this.#watched.delete(nick)
}
