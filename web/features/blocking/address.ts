import { parseJid, splitJid } from '#protocol/jid.ts'

export type BlockKind = 'person' | 'server' | 'exact'

/** What a blocked address stops (XEP-0191 §3): a person, everybody at a server, or one nick or device alone. */
export function kindOf(jid: string): BlockKind {
  const { user, resource } = splitJid(jid)
  if (resource !== undefined) return 'exact'
  return user === undefined ? 'server' : 'person'
}

/** What stops this address, itself or what it belongs to; undefined when nothing does. */
export function stopFor(jid: string, isBlocked: (jid: string) => boolean): string | undefined {
  const { domain } = splitJid(jid)
  return [jid, jid.replace(/\/.*$/su, ''), domain].find(isBlocked)
}

/** What somebody typed, as an address that can be blocked. */
export function blockable(typed: string): string | undefined {
  const text = typed.trim().replace(/^xmpp:/iu, '')
  const jid = text === '' ? undefined : parseJid(text)
  if (jid === undefined || (jid.user === undefined && !jid.domain.includes('.'))) return undefined
  const bare = jid.user === undefined ? jid.domain : `${jid.user}@${jid.domain}`
  return jid.resource === undefined ? bare : `${bare}/${jid.resource}`
}
