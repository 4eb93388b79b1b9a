import { TOGETHER } from '#protocol/session.ts'

/** So many events in one frame at most: a page shows the first of a crowd while the rest is on its way. */
const MOST = 100

type Emit = (event: string, data: unknown, ack?: unknown) => void

/**
 * Events that are told in one turn, in one frame: a browser spends more on a frame than on what stands in it, and who
 * signs in or enters a room is told hundreds. Alone, an event goes as it is; so does all to who did not ask for this.
 */
export class Together {
  readonly #emit: Emit
  readonly #isWanted: boolean
  #told: [string, unknown][] = []
  #turn: NodeJS.Immediate | undefined

  constructor(emit: Emit, isWanted: boolean) {
    this.#emit = emit
    this.#isWanted = isWanted
  }

  emit(event: string, data: unknown, ack?: unknown): void {
    if (typeof ack === 'function' || !this.#isWanted) {
      this.flush()
      this.#emit(event, data, ack)
      return
    }
    this.#told.push([event, data])
    if (this.#told.length >= MOST) this.flush()
    else this.#turn ??= setImmediate(() => this.flush())
  }

  /** An acknowledgement that comes after what was told before it. */
  after(ack: unknown): unknown {
    if (typeof ack !== 'function') return ack
    return (...answer: unknown[]) => {
      this.flush()
      ack(...answer)
    }
  }

  flush(): void {
    clearImmediate(this.#turn)
    this.#turn = undefined
    const told = this.#told
    this.#told = []
    const [only] = told
    if (only && told.length === 1) this.#emit(...only)
    else if (only) this.#emit(TOGETHER, told)
  }
}
