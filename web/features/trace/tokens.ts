import { HIDDEN } from '#protocol/trace.ts'

export type TokenKind = 'plain' | 'name' | 'key' | 'text' | 'value' | 'mark' | 'hidden'
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  /** Where it begins in the whole. */
  readonly at: number
}

const JSON_PART =
  /(?<key>"(?:[^"\\\n]|\\.)*"(?=\s*:))|(?<text>"(?:[^"\\\n]|\\.)*"?)|(?<value>-?\d[\d.eE+-]*|\b(?:true|false|null)\b)|(?<mark>[{}[\]:,]+)/gu
const TAG = /<(?<open>\/?)(?<name>[^\s<>/=]+)(?<rest>[^<>]*)>/gu
const ATTRIBUTE = /(?<key>[^\s=/]+)(?<mark>=)(?<text>"[^"]*"|'[^']*')/gu

/** The parts of a text in JSON; whatever is wrong with it is plain. */
export function jsonTokens(text: string): Token[] {
  return cut(text, JSON_PART)
}

/** The parts of a stanza's text, for the eye. */
export function xmlTokens(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const put = (kind: TokenKind, part: string) => {
    if (part !== '') tokens.push({ kind, text: part, at })
    at += part.length
  }
  for (const match of text.matchAll(TAG)) {
    const { open = '', name = '', rest = '' } = match.groups ?? {}
    put('text', text.slice(at, match.index))
    put('mark', `<${open}`)
    put('name', name)
    for (const token of cut(rest, ATTRIBUTE)) put(token.kind === 'plain' ? 'mark' : token.kind, token.text)
    put('mark', '>')
  }
  put('text', text.slice(at))
  return tokens.flatMap(markHidden)
}

function cut(text: string, part: RegExp): Token[] {
  const tokens: Token[] = []
  let end = 0
  const put = (kind: TokenKind, from: number, to: number) => {
    if (to > from) tokens.push({ kind, text: text.slice(from, to), at: from })
    end = to
  }
  for (const match of text.matchAll(part)) {
    put('plain', end, match.index)
    for (const [kind, group] of Object.entries(match.groups ?? {}))
      if (group !== undefined) put(kind as TokenKind, end, end + group.length)
  }
  put('plain', end, text.length)
  return tokens.flatMap(markHidden)
}

// What the gateway has hidden is to be seen as that.
function markHidden(token: Token): Token[] {
  if (!token.text.includes(HIDDEN)) return [token]
  let { at } = token
  return token.text.split(/(•••)/u).flatMap((text): Token[] => {
    const part = { kind: text === HIDDEN ? ('hidden' as const) : token.kind, text, at }
    at += text.length
    return text === '' ? [] : [part]
  })
}

const INDENT = '  '

/** A stanza with a line for each element; text stays beside its tags. */
export function inLines(xml: string): string {
  const parts = xml.match(/<[^<>]*>|[^<]+/gu) ?? []
  const lines: string[] = []
  let depth = 0
  let isText = false
  parts.forEach((part, index) => {
    const isTag = part.startsWith('<')
    const isEnd = part.startsWith('</')
    if (isEnd) depth--
    const isLeafEnd =
      isEnd && (isText || parts[index - 1]?.replace(/[\s/>].*$/su, '') === part.replace('/', '').slice(0, -1))
    if (!isTag || isLeafEnd || isText) lines.push(`${lines.pop() ?? ''}${part}`)
    else lines.push(INDENT.repeat(Math.max(0, depth)) + part)
    isText = !isTag
    if (isTag && !isEnd && !part.endsWith('/>')) depth++
  })
  return lines.join('\n')
}
