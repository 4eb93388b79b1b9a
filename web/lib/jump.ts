import { fold } from './fold.ts'

/** A place that the jump box leads to. */
export interface JumpItem {
  readonly id: string
  readonly kind: 'person' | 'room'
  readonly label: string
  /** Its address, found as well. */
  readonly address: string
  readonly presence?: 'online' | 'chat' | 'away' | 'xa' | 'dnd' | 'offline'
  /** A stranger who waits in the requests: found, and kept apart from the places one chose. */
  readonly isRequest?: true
  readonly unread: number
  /** Milliseconds since 1970: when something was last said there; 0 for never. */
  readonly lastAt: number
  readonly perform: () => void
}

/** Asked when the box opens: nothing may move under somebody who is choosing. */
export type JumpSource = () => readonly JumpItem[]

/** What can be searched: a name, and perhaps an address. */
interface Named {
  readonly label: string
  readonly address?: string
  readonly unread?: number
  readonly lastAt?: number
}

/** Those that fit, best first: the beginning of the name, of a word in it, of the address, then anywhere. */
export function rank<T extends Named>(items: readonly T[], query: string): T[] {
  const wanted = fold(query.trim())
  const found = items.flatMap((item) => {
    const score = wanted === '' ? 0 : scoreOf(item, wanted)
    return score === undefined ? [] : [{ item, score }]
  })
  found.sort((a, b) => a.score - b.score || compare(a.item, b.item))
  return found.map(({ item }) => item)
}

/** How well the best of them fits; undefined when none does. */
export function bestScore(items: readonly Named[], query: string): number | undefined {
  const wanted = fold(query.trim())
  const scores = items.flatMap((item) => scoreOf(item, wanted) ?? [])
  return scores.length > 0 ? Math.min(...scores) : undefined
}

function scoreOf({ label, address }: Named, wanted: string): number | undefined {
  const name = fold(label)
  if (name.startsWith(wanted)) return 0
  if (startsWord(name, wanted)) return 1
  const where = address === undefined ? '' : fold(address)
  if (where.startsWith(wanted)) return 2
  if (name.includes(wanted)) return 3
  return where.includes(wanted) ? 4 : undefined
}

function startsWord(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true
  return false
}

const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

function compare(a: Named, b: Named): number {
  const isUnread = (item: Named) => Number((item.unread ?? 0) > 0)
  return isUnread(b) - isUnread(a) || (b.lastAt ?? 0) - (a.lastAt ?? 0) || byName.compare(a.label, b.label)
}
