import type { Ordered } from '../../store/ordered.ts'
import type { Entry } from './entry.ts'
import { isOfBurst } from './unshown.ts'

const GROUP_MS = 5 * 60_000

/**
 * The rows of a conversation by name: `day:<time>`, `unread`, `notice:<key>`, `gap:<key>`, `unshown:<how many>:<first key>`,
 * `head:<key>` (with name and avatar) and `more:<key>`. All that a row's shape depends on is in its name, so that a row is drawn from its name alone.
 */
export function linesOf(
  keys: readonly string[],
  entries: Pick<Ordered<Entry>, 'get'>,
  dividerKey: string | undefined,
): string[] {
  const lines: string[] = []
  let before: Entry | undefined
  let dayEnd = Number.NEGATIVE_INFINITY
  for (const key of keys) {
    const entry = entries.get(key)
    if (!entry) continue
    if (entry.kind === 'gap') {
      lines.push(`gap:${key}`)
      before = undefined
      continue
    }
    if (entry.at >= dayEnd) {
      const day = new Date(entry.at).setHours(0, 0, 0, 0)
      // Not a day's worth of milliseconds later: a day may have 23 hours, or 25.
      dayEnd = new Date(day).setDate(new Date(day).getDate() + 1)
      lines.push(`day:${day}`)
      before = undefined
    }
    if (key === dividerKey) {
      lines.push('unread')
      before = undefined
    }
    if (entry.failed && isOfBurst(before, entry)) lines.push(oneMore(lines.pop() ?? ''))
    else if (entry.failed) lines.push(`unshown:1:${key}`)
    else if (entry.kind === 'notice') lines.push(`notice:${key}`)
    else lines.push(`${isSameGroup(before, entry) ? 'more' : 'head'}:${key}`)
    before = entry.kind === 'notice' ? undefined : entry
  }
  return lines
}

/** The line of a burst, with one more in it. */
function oneMore(line: string): string {
  const { count, key } = unshownOf(line)
  return `unshown:${count + 1}:${key}`
}

/** How many the line stands for, and the first of them. */
export function unshownOf(line: string): { count: number; key: string } {
  const [, count, ...key] = line.split(':')
  return { count: Number(count), key: key.join(':') }
}

function isSameGroup(before: Entry | undefined, entry: Entry): boolean {
  return (
    before !== undefined &&
    !before.failed &&
    before.own === entry.own &&
    (entry.own || (before.author === entry.author && before.occupantId === entry.occupantId)) &&
    entry.at - before.at < GROUP_MS
  )
}

/** What a row stays when the message before it makes it the head of its group, or no longer that. */
export const identityOf = (line: string): string =>
  // Asked of each row whenever one comes: most are of these two.
  line.startsWith('more:') || line.startsWith('head:') ? line.slice(5) : line.replace(/^unshown:\d+:/u, '')

/** What kind of row a name is for, and the rest of it. */
export function parseLine(line: string): { kind: string; rest: string } {
  const colon = line.indexOf(':')
  return colon === -1 ? { kind: line, rest: '' } : { kind: line.slice(0, colon), rest: line.slice(colon + 1) }
}

/** As high as they are where a text has one line: a row that turns out otherwise is laid out, and drawn, once more. */
const HEIGHTS: Record<string, number> = {
  gap: 60,
  day: 43,
  unread: 36,
  notice: 32,
  unshown: 32,
  head: 53,
  more: 30,
}

/** A row's likely height in pixels, before it is measured. */
export const estimateOf = (line: string): number => HEIGHTS[parseLine(line).kind] ?? 30
