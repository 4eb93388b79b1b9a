const GUESSES = 5
const GUESSES_IN_ALL = 20
const GUESSES_WITHIN_MS = 60_000
const JOIN_EVERY_MS = 200
const JOINS_AT_ONCE = 25

/** How fast one session may guess passwords and enter rooms. */
export class JoinLimits {
  /** How many rooms one session may be in. */
  readonly mostRooms = 100
  // Counted when they are sent: guesses that are all sent before the first refusal are guesses, too.
  readonly #guesses = new Map<string, number[]>()
  #turnsTakenUntil = 0

  /** Seconds until another password may be tried at this room; 0 for now. */
  secondsToGuess(room: string): number {
    const since = Date.now() - GUESSES_WITHIN_MS
    for (const [name, times] of this.#guesses) {
      const recent = times.filter((at) => at > since)
      if (recent.length > 0) this.#guesses.set(name, recent)
      else this.#guesses.delete(name)
    }
    // Many rooms may share a password, and their people a habit: the sum counts as well.
    const all = [...this.#guesses.values()].flat().sort((one, other) => one - other)
    const free = Math.max(whenFree(this.#guesses.get(room) ?? [], GUESSES), whenFree(all, GUESSES_IN_ALL))
    return Math.max(0, Math.ceil((free - Date.now()) / 1000))
  }

  guessed(room: string): void {
    this.#guesses.set(room, [...(this.#guesses.get(room) ?? []), Date.now()])
  }

  /** The room refused for another reason, or never answered: the password was no guess. */
  notGuessed(room: string): void {
    const times = this.#guesses.get(room)?.slice(0, -1) ?? []
    if (times.length > 0) this.#guesses.set(room, times)
    else this.#guesses.delete(room)
  }

  succeeded(room: string): void {
    this.#guesses.delete(room)
  }

  /** Milliseconds until the next join would be sent. */
  get delay(): number {
    return Math.max(0, this.#turnsTakenUntil - JOINS_AT_ONCE * JOIN_EVERY_MS - Date.now())
  }

  /** Takes the next turn to send a join, and tells its delay. */
  takeTurn(): number {
    this.#turnsTakenUntil = Math.max(this.#turnsTakenUntil, Date.now()) + JOIN_EVERY_MS
    return this.delay
  }
}

function whenFree(times: readonly number[], most: number): number {
  return times.length < most ? 0 : (times.at(-most) ?? 0) + GUESSES_WITHIN_MS
}
