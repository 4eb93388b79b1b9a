/** What the comments of one protocol file say of its exports, its events, and their keys. */
export interface Docstrings {
  /** By the name of an export, of a command (`>xmpp.ping`) or of an event (`<xmpp.ping`). */
  readonly owners: ReadonlyMap<string, string>
  /** By owner and key: `Occupant.present`. */
  readonly keys: ReadonlyMap<string, string>
}

const CONST = /^(?:export )?const (\w+)/u
const ENTRY = /^ {2}'(xmpp\.[\w.]+)'/u
const KEY = /^\s+'?([\w-]+)'?:/u

/** Reads `/** … *\/` above exports, entries and keys. The files are formatted, so lines tell where one stands. */
export function docstringsOf(source: string): Docstrings {
  const owners = new Map<string, string>()
  const keys = new Map<string, string>()
  let owner = ''
  let section = ''
  let comment: string[] | undefined
  let said: string | undefined
  for (const line of source.split('\n')) {
    const start = /^\s*\/\*\*(.*)$/u.exec(line)
    if (start) comment = []
    if (comment !== undefined) {
      comment.push(clean(start?.[1] ?? line))
      if (line.includes('*/')) {
        said = comment.join(' ').replace(/\s+/gu, ' ').trim()
        comment = undefined
      }
      continue
    }
    const name = CONST.exec(line)?.[1]
    const entry = ENTRY.exec(line)?.[1]
    if (name !== undefined) {
      section = name
      owner = name
      if (said !== undefined) owners.set(owner, said)
    } else if (entry !== undefined && (section === 'commands' || section === 'events')) {
      owner = `${section === 'commands' ? '>' : '<'}${entry}`
      if (said !== undefined) owners.set(owner, said)
    } else if (said !== undefined) {
      const key = KEY.exec(line)?.[1]
      if (key !== undefined) keys.set(`${owner}.${key}`, said)
    }
    said = undefined
  }
  return { owners, keys }
}

const clean = (line: string) =>
  line
    .replace(/\*\/.*$/u, '')
    .replace(/^\s*\*\s?/u, '')
    .trim()
