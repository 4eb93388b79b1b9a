import { bareJid, parseJid } from '#protocol/jid.ts'

/** What is wrong with a piece of what was pasted. */
export type AddressProblem = 'empty' | 'noAt' | 'twoAts' | 'space' | 'server' | 'name'
export interface WrongAddress {
  /** As it was pasted. */
  readonly text: string
  readonly problem: AddressProblem
}
export interface ParsedAddresses {
  /** Bare and prepared, each once, in the order given. */
  readonly jids: readonly string[]
  readonly wrong: readonly WrongAddress[]
  /** How many were there more than once. */
  readonly repeated: number
}

const DECORATION = /^[\s"'“”‘’`([{<•*–—-]+|[\s"'“”‘’`)\]}>.,;:!?]+$/gu
const SCHEME = /^(?:mailto|xmpp|sip|im):(?:\/\/)?/iu
const ANGLED = /<([^<>]+)>/u

/**
 * Addresses from a mail header, a table, a list or a chat: separated by lines, tabs, commas or semicolons, each maybe
 * with a name, brackets, a scheme or the end of a sentence around it.
 */
export function parseAddresses(text: string, allowDomains = false): ParsedAddresses {
  const jids = new Set<string>()
  const wrong: WrongAddress[] = []
  let repeated = 0
  for (const piece of piecesOf(text)) {
    const found = parseAddress(piece, allowDomains)
    if ('problem' in found) wrong.push(found)
    else if (jids.has(found.jid)) repeated++
    else jids.add(found.jid)
  }
  return { jids: [...jids], wrong, repeated }
}

export function parseAddress(piece: string, allowDomains = false): { jid: string } | WrongAddress {
  const text = piece.trim()
  const bare = plain(text)
  if (bare === '') return { text, problem: 'empty' }
  if (/\s/u.test(bare)) return { text, problem: 'space' }
  const ats = bare.split('/')[0]?.split('@').length ?? 0
  if (ats > 2) return { text, problem: 'twoAts' }
  if (ats < 2 && !(allowDomains && bare.includes('.'))) return { text, problem: 'noAt' }
  const jid = parseJid(bare)
  if (jid !== undefined) return { jid: bareJid(jid) }
  const domain = bare.split('/')[0]?.split('@').at(-1) ?? ''
  return { text, problem: parseJid(domain) === undefined ? 'server' : 'name' }
}

/** Without a name before it, a scheme, and what a sentence or a list put around it. */
function plain(text: string): string {
  const inside = ANGLED.exec(text)?.[1] ?? text
  const bare = inside.replace(DECORATION, '').replace(SCHEME, '').replace(DECORATION, '')
  // `xmpp:…?subscribe`, `mailto:…?subject=…`
  return SCHEME.test(inside.trim()) ? (bare.split('?')[0] ?? '') : bare
}

function piecesOf(text: string): string[] {
  const pieces = text
    .replace(/^\ufeff/u, '')
    // A comma inside quotes belongs to a name: "McFly, Marty" <marty@…>
    .replace(/"[^"\n]*"(?=\s*<)/gu, '')
    .split(/[\n\r\t,;|]+/u)
    .flatMap(splitBySpaces)
  return pieces.filter((piece) => piece.replace(DECORATION, '') !== '')
}

/** Several addresses with nothing but spaces between them; a name before one stays with it. */
function splitBySpaces(piece: string): string[] {
  const words = piece.trim().split(/\s+/u)
  const addresses = words.filter((word) => word.includes('@'))
  if (words.length < 2 || ANGLED.test(piece) || addresses.length === 0) return [piece]
  if (addresses.length === words.length) return words
  return addresses.every((word) => 'jid' in parseAddress(word)) ? addresses : [piece]
}
