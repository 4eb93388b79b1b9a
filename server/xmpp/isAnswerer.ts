import { bareJid, fullJid, type Jid, sameJid, splitJid } from '#protocol/jid.ts'

/** Whether `from` may answer what was asked of `asked` by `own`; no address is one's own server's. */
export function isAnswerer(asked: string | undefined, from: string | undefined, own: Jid): boolean {
  if (from === undefined) return asked === undefined || sameJid(asked, bareJid(own))
  // COMPAT: ejabberd 23.01 says by our own full address, which nobody else has, that our account is gone.
  if (asked !== undefined) return sameJid(asked, from) || sameJid(from, fullJid(own))
  return sameJid(from, own.domain) || sameJid(bareJid(splitJid(from)), bareJid(own))
}
