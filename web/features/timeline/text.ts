import { bareOf } from '#protocol/jid.ts'
import { revealed } from '../../lib/revealed.ts'
import { parseXmppLink, roomFragment } from '../../lib/roomLink.ts'
import { formatRoute } from '../../lib/route.ts'

/** A stretch of a message: words, or a link to where `href` leads. */
export type Token = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string }

// A fixed beginning and then whatever is no space, quote or bracket of markup: one pass, no way back.
const LINK = /(?:https?:\/\/|mailto:|xmpp:)[^\s<>"`{}|\\^]+/giu
const TRAILING = new Set('.,;:!?\'"*~)]')
const PAIRS: Record<string, string> = { ')': '(', ']': '[' }
const MAX_LINKS = 200

// No link begins within a word, nor within an address that only wraps one.
const IN_A_WORD = /[\p{L}\p{N}]$|(?:blob|filesystem|view-source):$/iu
/** RFC 1035 §2.3.4; and what is longer takes browsers and others long to read. */
const MAX_HOST = 255

/** Splits a message into words and links. Linear in its length, whatever it holds. */
export function tokens(text: string): Token[] {
  const found: Token[] = []
  let from = 0
  for (const match of text.matchAll(LINK)) {
    if (found.length >= MAX_LINKS * 2) break
    if (match.index < from || IN_A_WORD.test(text.slice(Math.max(0, match.index - 12), match.index))) continue
    const raw = withoutTail(match[0])
    const link = linkOf(raw)
    if (!link) continue
    if (match.index > from) found.push({ kind: 'text', text: text.slice(from, match.index) })
    found.push(link)
    from = match.index + raw.length
  }
  if (from < text.length) found.push({ kind: 'text', text: text.slice(from) })
  return found
}

// "See https://a.example/x_(y)." ends before the dot and keeps the bracket that it opened itself.
function withoutTail(link: string): string {
  const open: Record<string, number> = { '(': 0, '[': 0, ')': 0, ']': 0 }
  for (const character of link) if (character in open) open[character] = (open[character] ?? 0) + 1
  let end = link.length
  while (end > 0) {
    const last = link[end - 1] ?? ''
    if (!TRAILING.has(last)) break
    const opener = PAIRS[last]
    if (opener !== undefined) {
      if ((open[last] ?? 0) <= (open[opener] ?? 0)) break
      open[last] = (open[last] ?? 0) - 1
    }
    end--
  }
  return link.slice(0, end)
}

function linkOf(raw: string): Token | undefined {
  if (/^xmpp:/iu.test(raw)) return xmppLink(raw)
  const start = /^https?:\/\/[^/?#]*/iu.exec(raw)?.[0] ?? ''
  if (start.length > MAX_HOST) return undefined
  const url = parsed(raw)
  if (!url) return undefined
  if (url.protocol === 'mailto:') return url.pathname.includes('@') ? shown(raw, url.href) : undefined
  if (!/^https?:$/u.test(url.protocol) || url.hostname === '') return undefined
  // `https://bank.example@evil.example` leads to evil: nobody writes this for an honest reason.
  if (url.username !== '' || url.password !== '') return undefined
  // A link to this very page need not open it once more.
  if (url.origin === location.origin && url.pathname === location.pathname && url.hash.startsWith('#/'))
    return shown(raw, url.hash)
  // What a name looks like is not where it leads: letters beyond ASCII stand as the browser will send them.
  const isPlain = /^[\x21-\x7e]*$/u.test(start)
  return shown(isPlain ? raw : url.href, url.href)
}

function parsed(raw: string): URL | undefined {
  try {
    return new URL(raw)
  } catch {
    return undefined
  }
}

// RFC 5122; `?join` is XEP-0147's word for entering a room.
function xmppLink(raw: string): Token | undefined {
  const room = parseXmppLink(raw)
  if (room) return shown(raw, roomFragment(room))
  const [address = ''] = raw.slice('xmpp:'.length).split('?', 1)
  const jid = bareOf(safeDecode(address.replace(/^\/\/[^/]*\//u, '')))
  return jid?.includes('@') ? shown(raw, formatRoute({ name: 'chat', jid })) : undefined
}

const shown = (text: string, href: string): Token => ({ kind: 'link', text: revealed(text), href })

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const PICTURES =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\ufe0f|\u200d|\u20e3|\s)+$/u

/** A few emoji and nothing else: shown larger. */
export function isOnlyEmoji(text: string): boolean {
  return text.length > 0 && text.length <= 24 && PICTURES.test(text) && /\P{White_Space}/u.test(text)
}

/** What somebody does, where the message says so (`/me waves`, XEP-0245). */
export function actionOf(text: string): string | undefined {
  return text.startsWith('/me ') ? text.slice(4) : undefined
}
