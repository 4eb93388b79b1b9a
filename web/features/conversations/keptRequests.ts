import { preferences } from '../../lib/storage.ts'
import { Collection } from '../../store/collection.ts'
import type { ReadMark } from './readMarks.ts'

const KEPT = 500
const SAVE_AFTER_MS = 500

interface Kept {
  readonly wanted?: unknown
  readonly held?: unknown
  readonly dismissed?: unknown
}

/**
 * What was decided about people who are no contacts, kept by the browser for all its tabs: an answer may lie further
 * back than what a page reads when it opens.
 */
export class KeptRequests {
  /** Bare JIDs of those to whom something was said, or whom somebody looked up before they wrote. */
  readonly wanted = new Collection<string, true>()
  /** Until which message a stranger was sent away. */
  readonly dismissed = new Collection<string, ReadMark>()
  /** Who was held when the contacts were here last: for as long as they are not. */
  held: ReadonlySet<string>
  readonly #key: string
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(account: string) {
    this.#key = `requests:${account}`
    this.held = new Set(namesIn(this.#kept().held))
    this.#merge()
    addEventListener('storage', ({ key }) => {
      if (key === this.#key) this.#merge()
    })
  }

  want(jid: string): void {
    if (this.wanted.has(jid)) return
    this.wanted.set(jid, true)
    this.#saveSoon()
  }

  dismiss(jid: string, mark: ReadMark): void {
    // Put at the end: the first are those who were sent away long ago.
    this.dismissed.delete(jid)
    this.dismissed.set(jid, mark)
    this.#saveSoon()
  }

  hold(held: ReadonlySet<string>): void {
    this.held = held
    this.#saveSoon()
  }

  #saveSoon(): void {
    if (this.#timer === undefined) addEventListener('pagehide', this.save)
    this.#timer ??= setTimeout(this.save, SAVE_AFTER_MS)
  }

  save = (): void => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    removeEventListener('pagehide', this.save)
    this.#merge()
    preferences.set(this.#key, {
      wanted: this.wanted.keys().slice(-KEPT),
      held: [...this.held].slice(-KEPT),
      dismissed: [...this.dismissed.entries()].slice(-KEPT),
    })
  }

  /** Another tab may have decided more. */
  #merge(): void {
    const { wanted, dismissed } = this.#kept()
    for (const jid of namesIn(wanted)) if (this.wanted.size < KEPT) this.wanted.set(jid, true)
    for (const [jid, mark] of Array.isArray(dismissed) ? dismissed : []) {
      const isMark = typeof jid === 'string' && typeof mark?.at === 'number'
      const isLater = isMark && mark.at > (this.dismissed.get(jid)?.at ?? 0)
      if (isLater && this.dismissed.size < KEPT) this.dismissed.set(jid, mark)
    }
  }

  #kept(): Kept {
    return preferences.get<Kept>(this.#key) ?? {}
  }
}

const namesIn = (kept: unknown): string[] =>
  Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : []
