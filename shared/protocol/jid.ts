// RFC 7622: Extensible Messaging and Presence Protocol (XMPP): Address Format
// Source: https://www.rfc-editor.org/rfc/rfc7622
// Version: September 2015

import { illegalCodePoint, utf8Length } from './text.ts'

/** A JID on the wire towards the browser; absent parts are absent, never empty. `jidSchema.ts` checks it. */
export interface Jid {
  user?: string | undefined
  domain: string
  resource?: string | undefined
}

const MAX_PART_BYTES = 1023
// RFC 7622 §3.3.1
const FORBIDDEN_IN_LOCAL = /["&'/:<>@\s]/u
// Controls and the bidirectional overrides: no PRECIS class allows them.
const FORBIDDEN_ANYWHERE = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u
const DOMAIN_LABEL = /^[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}\p{Pc}-]*[\p{L}\p{N}\p{M}])?$/u
const BRACKETED_IPV6 = /^\[[0-9a-f:.]+\]$/u

/** Splits without judging: resource after the first `/`, then user before the first `@` (RFC 7622 §3.1). */
export function splitJid(text: string): Jid {
  const slash = text.indexOf('/')
  const bare = slash === -1 ? text : text.slice(0, slash)
  const at = bare.indexOf('@')
  const jid: Jid = { domain: at === -1 ? bare : bare.slice(at + 1) }
  if (at > 0) jid.user = bare.slice(0, at)
  if (slash !== -1 && slash < text.length - 1) jid.resource = text.slice(slash + 1)
  return jid
}

function prepareLocal(local: string): string | undefined {
  const prepared = local.normalize('NFKC').toLowerCase().normalize('NFC')
  if (FORBIDDEN_IN_LOCAL.test(prepared) || FORBIDDEN_ANYWHERE.test(prepared)) return undefined
  return fits(prepared) ? prepared : undefined
}

function prepareDomain(domain: string): string | undefined {
  const prepared = domain.normalize('NFKC').toLowerCase().replace(/\.$/u, '')
  if (BRACKETED_IPV6.test(prepared)) return prepared
  if (FORBIDDEN_ANYWHERE.test(prepared) || !fits(prepared)) return undefined
  return prepared.split('.').every((label) => DOMAIN_LABEL.test(label)) ? prepared : undefined
}

function prepareResource(resource: string): string | undefined {
  const prepared = resource.replace(/\p{Zs}/gu, ' ').normalize('NFC')
  if (/[\p{Cc}\p{Cs}]/u.test(prepared)) return undefined
  return fits(prepared) && illegalCodePoint(prepared) === undefined ? prepared : undefined
}

const fits = (part: string) => part.length > 0 && utf8Length(part) <= MAX_PART_BYTES

// Preparation costs more than all else that happens to a stanza, and the same few hundred addresses come all day.
const MAX_REMEMBERED = 2000
const MAX_REMEMBERED_CHARS = 256
let recent = new Map<string, Jid>()
let older = recent

/** The prepared JID, or `undefined` when a server would refuse the text. */
export function parseJid(text: string): Jid | undefined {
  const known = recent.get(text) ?? older.get(text)
  // A copy: what one reader does to it must not reach the next.
  if (known !== undefined) return { ...known }
  const jid = prepare(text)
  if (jid === undefined || text.length > MAX_REMEMBERED_CHARS) return jid
  if (recent.size >= MAX_REMEMBERED) {
    older = recent
    recent = new Map()
  }
  recent.set(text, { ...jid })
  return jid
}

function prepare(text: string): Jid | undefined {
  if (typeof text !== 'string' || illegalCodePoint(text) !== undefined) return undefined
  const slash = text.indexOf('/')
  const bare = slash === -1 ? text : text.slice(0, slash)
  const at = bare.indexOf('@')
  const domain = prepareDomain(at === -1 ? bare : bare.slice(at + 1))
  if (domain === undefined) return undefined
  const jid: Jid = { domain }
  if (at !== -1) {
    const user = prepareLocal(bare.slice(0, at))
    if (user === undefined) return undefined
    jid.user = user
  }
  if (slash !== -1) {
    const resource = prepareResource(text.slice(slash + 1))
    if (resource === undefined) return undefined
    jid.resource = resource
  }
  return jid
}

/** `user@domain`, or the domain alone. */
export function bareJid(jid: Jid): string {
  return jid.user === undefined ? jid.domain : `${jid.user}@${jid.domain}`
}

/** With the resource, where there is one. */
export function fullJid(jid: Jid): string {
  return jid.resource === undefined ? bareJid(jid) : `${bareJid(jid)}/${jid.resource}`
}

/** The prepared bare JID of a text, or `undefined`. */
export function bareOf(text: string): string | undefined {
  const jid = parseJid(text)
  return jid && bareJid(jid)
}

/** Whether two texts name the same address after preparation. */
export function sameJid(a: string, b: string): boolean {
  if (a === b) return true
  const [left, right] = [parseJid(a), parseJid(b)]
  return left !== undefined && right !== undefined && fullJid(left) === fullJid(right)
}
