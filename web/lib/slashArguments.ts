import { bareOf } from '#protocol/jid.ts'

/** Whom a line names first, and what follows. */
export type TakenPerson =
  | { readonly is: 'nick'; readonly nick: string; readonly rest: string }
  | { readonly is: 'address'; readonly jid: string; readonly rest: string }
  | { readonly is: 'problem'; readonly problem: 'nobody' | 'several' | 'unclosed'; readonly said: string }

/** The first word, and what follows it. One space parts them: the rest may begin or end with spaces that count. */
export function takeWord(line: string): { word: string; rest: string } {
  const start = line.trimStart()
  const end = start.search(/\s/u)
  return end === -1 ? { word: start, rest: '' } : { word: start.slice(0, end), rest: start.slice(end + 1) }
}

/**
 * Whom the line begins with: a nick in quotes, an address, or the longest nick that it begins with. An address is one
 * even when somebody goes by it as a nick: who bans `doc@hill.example` must not ban whoever borrowed the name.
 */
export function takePerson(line: string, nicks: readonly string[], domains = false): TakenPerson {
  const text = line.trim()
  if (text.startsWith('"')) return takeQuoted(text, nicks)
  const { word, rest } = takeWord(text)
  const jid = word.includes('@') ? bareOf(word) : undefined
  if (jid?.includes('@')) return { is: 'address', jid, rest: rest.trim() }
  const nick = longest(text, nicks) ?? (text.startsWith('@') ? longest(text.slice(1), nicks) : undefined)
  if (nick) return nick
  const domain = domains && word.includes('.') ? bareOf(word) : undefined
  if (domain !== undefined) return { is: 'address', jid: domain, rest: rest.trim() }
  return { is: 'problem', problem: 'nobody', said: word }
}

function takeQuoted(text: string, nicks: readonly string[]): TakenPerson {
  const quoted = /^"((?:[^"\\]|\\.)*)"\s*/su.exec(text)
  if (!quoted) return { is: 'problem', problem: 'unclosed', said: text }
  const said = (quoted[1] ?? '').replace(/\\(.)/gsu, '$1')
  const rest = text.slice(quoted[0].length)
  const found = nicks.includes(said) ? [said] : nicks.filter((nick) => isSame(nick, said))
  const [nick] = found
  if (nick === undefined) return { is: 'problem', problem: 'nobody', said }
  return found.length > 1 ? { is: 'problem', problem: 'several', said } : { is: 'nick', nick, rest }
}

function longest(text: string, nicks: readonly string[]): TakenPerson | undefined {
  const lower = text.toLowerCase()
  const exact = longestOf(nicks.filter((nick) => isHead(text, nick)))
  const loose = longestOf(nicks.filter((nick) => isHead(lower, nick.toLowerCase())))
  // "marty mcfly" is whom a line means that begins with it, whatever the case of a shorter "marty".
  const found = (exact[0]?.length ?? 0) >= (loose[0]?.length ?? 0) ? exact : loose
  const [nick] = found
  if (nick === undefined) return undefined
  const said = text.slice(0, nick.length)
  if (found.length > 1) return { is: 'problem', problem: 'several', said }
  return { is: 'nick', nick, rest: text.slice(nick.length).trim() }
}

const isHead = (text: string, nick: string) =>
  nick !== '' && text.startsWith(nick) && (text.length === nick.length || /\s/u.test(text[nick.length] ?? ''))
const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

function longestOf(nicks: readonly string[]): readonly string[] {
  const most = Math.max(0, ...nicks.map((nick) => nick.length))
  return nicks.filter((nick) => nick.length === most)
}

/** A nick as a command takes it: in quotes where it would be read as something else. */
export function quoted(nick: string): string {
  const isPlain = !/^["@]|\s|\\/u.test(nick) && !nick.includes('@') && nick !== ''
  return isPlain ? nick : `"${nick.replace(/["\\]/gu, '\\$&')}"`
}
