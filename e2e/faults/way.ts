import type { Socket } from 'node:net'

/** `up` is from whoever dialled. */
export type Direction = 'up' | 'down'

/** What happens when a text is seen, so many times. */
export interface Rule {
  readonly direction: Direction
  readonly pattern: RegExp
  /** How often it acts; each time counts in `seen`. */
  times: number
  seen: number
  /**
   * `cut` and `reset` come instead of what was seen; `afterwards` lets it pass first. `hold` swallows it and all that
   * follows on that connection; a function changes it; `note` only counts.
   */
  readonly then: 'cut' | 'reset' | 'reset afterwards' | 'hold' | 'note' | ((text: string) => string)
}

export const rule = (
  direction: Direction,
  pattern: RegExp,
  then: Rule['then'],
  times = Number.POSITIVE_INFINITY,
): Rule => ({ direction, pattern, then, times, seen: 0 })

interface WayOptions {
  isHeld(): boolean
  isSplit(): boolean
  rate(): number | undefined
  rules(): Rule[]
  breaks(): void
  cuts(): void
  over(): void
  /** How many bytes pass at all. */
  most: number
}

const MOST_QUEUED = 256 * 1024
/** A pattern may come in two pieces. */
const REMEMBERED = 200

/** One direction of one connection. */
export class Way {
  readonly direction: Direction
  readonly #from: Socket
  readonly #to: Socket
  readonly #options: WayOptions
  #queue: Buffer[] = []
  #queued = 0
  #passed = 0
  #tail = ''
  #isPumping = false
  #isSwallowing = false
  #isEnding = false
  isOver = false

  constructor(direction: Direction, from: Socket, to: Socket, options: WayOptions) {
    this.direction = direction
    this.#from = from
    this.#to = to
    this.#options = options
    from.on('data', (chunk: Buffer) => {
      this.#queue.push(chunk)
      this.#queued += chunk.length
      if (this.#queued > MOST_QUEUED) from.pause()
      void this.#pump()
    })
    const ended = () => {
      this.#isEnding = true
      void this.#pump()
    }
    from.on('end', ended)
    from.on('close', ended)
  }

  /** No longer held: on with it. */
  release(): void {
    if (this.#isSwallowing) this.#options.breaks()
    void this.#pump()
  }

  async #pump(): Promise<void> {
    if (this.#isPumping) return
    this.#isPumping = true
    while (!this.#options.isHeld()) {
      const chunk = this.#queue.shift()
      if (chunk === undefined) break
      this.#queued -= chunk.length
      await this.#pass(chunk)
      if (this.#queued < MOST_QUEUED / 2) this.#from.resume()
    }
    this.#isPumping = false
    // A farewell, too, does not come through where nothing does.
    if (!this.#isEnding || this.#queue.length > 0 || this.#options.isHeld() || this.isOver) return
    this.isOver = true
    if (this.#from.errored) this.#to.destroy()
    else this.#to.end()
    if (this.#from.destroyed) this.#to.destroySoon()
    this.#options.over()
  }

  async #pass(chunk: Buffer): Promise<void> {
    const said = this.#isSwallowing ? undefined : this.#judge(chunk)
    if (said === undefined || this.#to.destroyed) return
    const room = Math.max(0, this.#options.most - this.#passed)
    const data = said.subarray(0, room)
    this.#passed += data.length
    if (this.#options.isSplit()) {
      for (const byte of data) {
        this.#to.write(Buffer.of(byte))
        await new Promise((resolve) => setImmediate(resolve))
      }
      return
    }
    const rate = this.#options.rate()
    if (rate !== undefined) {
      const step = Math.max(1, Math.floor(rate / 10))
      for (let at = 0; at < data.length && !this.#to.destroyed; at += step) {
        this.#to.write(data.subarray(at, at + step))
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      return
    }
    if (data.length === 0 || this.#to.write(data)) return
    await new Promise<void>((resolve) => {
      const go = () => {
        this.#to.off('drain', go).off('close', go)
        resolve()
      }
      this.#to.on('drain', go).on('close', go)
    })
  }

  /** What goes on of it. */
  #judge(chunk: Buffer): Buffer | undefined {
    const rules = this.#options.rules().filter((each) => each.direction === this.direction && each.times > 0)
    if (rules.length === 0) return chunk
    let text = chunk.toString('latin1')
    for (const each of rules) {
      const { pattern, then } = each
      const isSplit = !pattern.test(text) && pattern.test(this.#tail + text)
      if (!isSplit && !pattern.test(text)) continue
      each.times--
      each.seen++
      this.#tail = ''
      if (typeof then === 'function') text = then(text)
      else if (then === 'reset afterwards') {
        this.#to.write(Buffer.from(text, 'latin1'), () => setTimeout(() => this.#options.breaks(), 5))
        return undefined
      } else if (then !== 'note') {
        if (then === 'hold') this.#isSwallowing = true
        else if (then === 'cut') this.#options.cuts()
        else this.#options.breaks()
        return undefined
      }
    }
    this.#tail = (this.#tail + text).slice(-REMEMBERED)
    return Buffer.from(text, 'latin1')
  }
}
