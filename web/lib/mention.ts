/** A stretch of a text: one's own name, somebody else's, or neither. */
export interface Stretch {
  readonly text: string
  readonly names?: 'self' | 'other'
}

const WORD = String.raw`[\p{L}\p{N}\p{M}_]`
// Written without spaces: a name ends where the next word begins, and nothing shows it.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const isWord = (character: string) => /[\p{L}\p{N}\p{M}_]/u.test(character) && !UNSPACED.test(character)

let patternFor: { nick: string; pattern: RegExp } | undefined

/** Finds a nick as a word of its own, in any case; its own signs mean nothing else. */
function patternOf(nick: string): RegExp {
  if (patternFor?.nick === nick) return patternFor.pattern
  const characters = [...nick]
  const escaped = nick.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')
  const before = isWord(characters[0] ?? '') ? `(?<!${WORD})` : ''
  const after = isWord(characters.at(-1) ?? '') ? `(?!${WORD})` : ''
  const pattern = new RegExp(before + escaped + after, 'giu')
  patternFor = { nick, pattern }
  return pattern
}

/** Whether the text names the nick as a word of its own. */
export function names(text: string, nick: string): boolean {
  const [said, wanted] = [text.normalize('NFC'), nick.normalize('NFC')]
  return wanted !== '' && said.search(patternOf(wanted)) >= 0
}

/** The text in stretches; `isNick` knows the others, whose names are only what is written exactly like them. */
export function stretches(text: string, self: string, isNick: (text: string) => boolean): Stretch[] {
  const said = text.normalize('NFC')
  const nick = self.normalize('NFC')
  if (nick === '') return others(said, isNick)
  const found: Stretch[] = []
  let from = 0
  for (const match of said.matchAll(patternOf(nick))) {
    if (match.index > from) found.push(...others(said.slice(from, match.index), isNick))
    found.push({ text: match[0], names: 'self' })
    from = match.index + match[0].length
  }
  if (from < said.length) found.push(...others(said.slice(from), isNick))
  return found
}

/** Nobody reads on for names. */
const MAX_LOOKED_AT = 4000
const MAX_WORDS = 3

function others(text: string, isNick: (text: string) => boolean): Stretch[] {
  const found: Stretch[] = []
  let plain = 0
  const words = [...text.slice(0, MAX_LOOKED_AT).matchAll(/\S+/gu)]
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    const first = word && word.index + (/^[@("'“„«]/u.test(word[0]) ? 1 : 0)
    if (first === undefined || first < plain) continue
    const nick = nickAt(text, first, words.slice(at, at + MAX_WORDS), isNick)
    if (nick === undefined) continue
    if (first > plain) found.push({ text: text.slice(plain, first) })
    found.push({ text: nick, names: 'other' })
    plain = first + nick.length
  }
  if (plain < text.length) found.push({ text: text.slice(plain) })
  return found
}

/** The longest nick that begins there: with the words that follow, and with or without a mark at its end. */
function nickAt(
  text: string,
  from: number,
  words: readonly RegExpExecArray[],
  isNick: (text: string) => boolean,
): string | undefined {
  for (let count = words.length; count > 0; count--) {
    const last = words[count - 1]
    if (!last) continue
    const end = last.index + last[0].length
    for (let cut = 0; cut < 3; cut++) {
      const nick = text.slice(from, end - cut)
      if (nick !== '' && isNick(nick)) return nick
      if (!/[\p{P}]$/u.test(nick)) break
    }
  }
  return undefined
}
