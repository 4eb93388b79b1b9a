import type { DiscoInfo, DiscoItem, OwnInfo } from '#protocol/disco.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { NS_DATA, parseForm } from './xep0004.ts'

export const NS_INFO = 'http://jabber.org/protocol/disco#info'
export const NS_ITEMS = 'http://jabber.org/protocol/disco#items'

const INFO_KEYS = ['type', 'name', 'category', 'var', 'jid', 'node'] as const
const INFO_KINDS = new Set(['identity', 'feature', 'item'])

/** Every attribute of every item, as it is. */
export function parseItems(query: Element | undefined): DiscoItem[] {
  return (query?.getChildren('item') ?? []).map((item) =>
    Object.fromEntries(Object.entries(item.attrs).filter(([name, value]) => value && name !== '__proto__')),
  )
}

/** Identities, features and extension forms (XEP-0128), in document order. */
export function parseInfo(query: Element | undefined): DiscoInfo[] {
  return (query?.getChildElements() ?? []).flatMap((child): DiscoInfo[] => {
    if (child.is('x', NS_DATA)) return [{ kind: 'form', form: parseForm(child) }]
    const kind = child.getName()
    if (!INFO_KINDS.has(kind)) return []
    const info: DiscoInfo = { kind }
    for (const key of INFO_KEYS) if (child.attrs[key]) info[key] = child.attrs[key]
    const lang = child.attrs['xml:lang']
    if (lang) info.lang = lang
    return [info]
  })
}

/** What a browser says of itself, in answer to a disco#info (§3.1); the node is repeated (§3.2). */
export function buildInfo(
  to: string,
  id: string,
  node: string | undefined,
  infos: readonly OwnInfo[],
): Element {
  const children = infos.flatMap((info) => {
    if (!info.kind) return []
    const keys = INFO_KEYS.filter((key) => info[key])
    return [xml(info.kind, Object.fromEntries(keys.map((key) => [key, info[key] ?? ''])))]
  })
  const query = xml('query', { xmlns: NS_INFO, ...(node ? { node } : {}) }, ...children)
  return xml('iq', { type: 'result', to, id }, query)
}
