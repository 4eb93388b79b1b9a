import { parseJid, splitJid } from '#protocol/jid.ts'

/** Something that can be asked what it is: an address, or a node at one (XEP-0030 §3). */
export interface Entity {
  readonly jid: string
  readonly node?: string
}

/** Names an entity in collections; neither addresses nor nodes hold a line break. */
export const keyOf = ({ jid, node }: Entity): string => (node === undefined ? jid : `${jid}\n${node}`)

export function entityOf(key: string): Entity {
  const at = key.indexOf('\n')
  return at === -1 ? { jid: key } : { jid: key.slice(0, at), node: key.slice(at + 1) }
}

export const isSame = (a: Entity, b: Entity): boolean => keyOf(a) === keyOf(b)

/** What an entity belongs to by its address alone: a node to its address, a person or a room to its server. */
export function ownerOf({ jid, node }: Entity, home: string): Entity | undefined {
  if (node !== undefined) return { jid }
  const { user, domain, resource } = splitJid(jid)
  if (resource !== undefined) return { jid: user === undefined ? domain : `${user}@${domain}` }
  if (user !== undefined) return { jid: domain }
  return domain !== home && domain.endsWith(`.${home}`) ? { jid: home } : undefined
}

/** What somebody typed or a link brought, as an address that a server takes. */
export function addressOf(typed: string): string | undefined {
  const text = typed
    .trim()
    .replace(/^xmpp:/iu, '')
    .replace(/\?.*$/u, '')
  const jid = text === '' || /^@|@$/u.test(text) ? undefined : parseJid(text)
  if (jid === undefined) return undefined
  const bare = jid.user === undefined ? jid.domain : `${jid.user}@${jid.domain}`
  return jid.resource === undefined ? bare : `${bare}/${jid.resource}`
}
