import type { Log } from '../xmpp/manager.ts'

const MOST = 20
const WHILE_MS = 60_000

/** Of the warnings of a session only so many in a minute: strangers can provoke them, and a disk is soon full. */
export function sparingly(log: Log, now: () => number = () => performance.now()): Log {
  let since = Number.NEGATIVE_INFINITY
  let count = 0
  return (level, text, detail) => {
    if (level !== 'warn') return log(level, text, detail)
    if (now() - since >= WHILE_MS) {
      if (count > MOST) log('warn', 'More warnings of one session', { count: count - MOST })
      since = now()
      count = 0
    }
    count++
    if (count <= MOST) log(level, text, detail)
  }
}
