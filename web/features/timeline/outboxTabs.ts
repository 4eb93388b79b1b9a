import { oneTab } from '../../store/oneTab.ts'
import { type Pending, readPending } from './outboxEntry.ts'

/** How one left the outbox. */
export type How = 'sent' | 'discarded'

/** What tabs of one account tell each other. `list` answers `hello`: all that waits, and what was settled of late. */
export type Word =
  | { readonly kind: 'hello' }
  | { readonly kind: 'entry'; readonly entry: Pending }
  | { readonly kind: 'gone'; readonly id: string; readonly how: How }
  | {
      readonly kind: 'list'
      readonly entries: readonly Pending[]
      readonly settled: readonly (readonly [string, How])[]
    }

export interface Tabs {
  /** To all the others. */
  tell(word: Word): void
  close(): void
}

export interface TabHandlers {
  heard(word: Word): void
  /** From now on it is this tab that sends; told once. */
  owns(): void
}

export type OpenTabs = (account: string, handlers: TabHandlers) => Tabs

/**
 * One tab of an account sends, and the browser says which: whoever holds the lock. Where it knows no locks, as on a
 * page behind plain HTTP, or no channels, each tab sends what was typed in it.
 */
export const openTabs: OpenTabs = (account, { heard, owns }) => {
  const name = `hoverboard-outbox ${account}`
  if (typeof BroadcastChannel === 'undefined' || navigator.locks === undefined) {
    queueMicrotask(owns)
    return { tell() {}, close() {} }
  }
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }) => {
    const word = readWord(data)
    if (word) heard(word)
  }
  let isClosed = false
  const release = oneTab(name, owns)
  return {
    tell(word) {
      // What began before it was closed may end after it: nobody is told then, and nothing breaks.
      if (!isClosed) channel.postMessage(word)
    },
    close() {
      isClosed = true
      release()
      channel.close()
    },
  }
}

// A page of another build may be open beside this one.
function readWord(data: unknown): Word | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { kind, entry, entries, settled, id, how } = data as Record<string, unknown>
  if (kind === 'hello') return { kind }
  if (kind === 'entry') {
    const read = readPending(entry)
    return read && { kind, entry: read }
  }
  if (kind === 'gone') return isSettled([id, how]) ? (data as Word) : undefined
  if (kind !== 'list' || !Array.isArray(entries) || !Array.isArray(settled)) return undefined
  const known = entries.map(readPending).filter((each) => each !== undefined)
  return { kind, entries: known, settled: settled.filter(isSettled) }
}

const isSettled = (pair: unknown): pair is readonly [string, How] =>
  Array.isArray(pair) && typeof pair[0] === 'string' && (pair[1] === 'sent' || pair[1] === 'discarded')
