import type { ConversationId } from '../../lib/conversation.ts'
import { preferences } from '../../lib/storage.ts'

/** Read until this moment; and the message that was read last, for where two clocks disagree. */
export interface ReadMark {
  readonly at: number
  readonly id?: string
}

const KEPT = 200
const SAVE_AFTER_MS = 500

/**
 * How far each conversation was read, kept by the browser for all its tabs. By time, because that outlives what the
 * server remembers. Written a moment later: a busy room must not write to the disk with each message.
 */
export class ReadMarks {
  readonly #key: string
  readonly #marks: Map<ConversationId, ReadMark>
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `moved` hears what was read in another tab of this browser. */
  constructor(account: string, moved: (id: ConversationId, mark: ReadMark) => void) {
    this.#key = `read:${account}`
    this.#marks = new Map(this.#kept())
    addEventListener('storage', ({ key }) => {
      if (key === this.#key) for (const [id, mark] of this.#merge()) moved(id, mark)
    })
  }

  get(id: ConversationId): ReadMark | undefined {
    return this.#marks.get(id)
  }

  /** False when so much was read already: it never goes back. */
  set(id: ConversationId, mark: ReadMark): boolean {
    const old = this.#marks.get(id)
    if (old && (old.at > mark.at || (old.at === mark.at && old.id === mark.id))) return false
    // Put at the end: the first are those that were not read for the longest time.
    this.#marks.delete(id)
    this.#marks.set(id, mark)
    if (this.#timer === undefined) addEventListener('pagehide', this.save)
    this.#timer ??= setTimeout(this.save, SAVE_AFTER_MS)
    return true
  }

  save = (): void => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    removeEventListener('pagehide', this.save)
    this.#merge()
    preferences.set(this.#key, [...this.#marks].slice(-KEPT))
  }

  /** Another tab may have read further. */
  #merge(): [ConversationId, ReadMark][] {
    return this.#kept().filter(([id, mark]) => {
      const own = this.#marks.get(id)
      const isFurther = own ? mark.at > own.at : this.#marks.size < KEPT
      if (isFurther) this.#marks.set(id, mark)
      return isFurther
    })
  }

  #kept(): [ConversationId, ReadMark][] {
    const kept = preferences.get<[ConversationId, ReadMark][]>(this.#key)
    return Array.isArray(kept) ? kept.filter(([, mark]) => typeof mark?.at === 'number') : []
  }
}
