import { bareJid, type Jid } from '#protocol/jid.ts'

// What says whose session it is that a socket has reached.
const NAMING = new Set(['xmpp.connection', 'xmpp.session.snapshot'])

/** Whether an event comes from another account's session: the cookie was changed in another tab while this one slept. */
export function isSomebodyElse(own: Jid | undefined, event: string, data: unknown): boolean {
  const jid = NAMING.has(event) ? (data as { jid?: Partial<Jid> } | null)?.jid : undefined
  if (own === undefined || typeof jid?.domain !== 'string') return false
  return bareJid({ ...jid, domain: jid.domain }) !== bareJid(own)
}
