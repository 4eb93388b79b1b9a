import type { Rsm, RsmRequest } from '#protocol/rsm.ts'
import { type Element, xml } from '../xmpp/xml.ts'

const NS = 'http://jabber.org/protocol/rsm'

/** `<set/>` in XMPP-FTW's order; `true` gives an empty element; `false` and `null` are left out: they would mean "last page". */
export function buildRsm(rsm: RsmRequest | null): Element[] {
  if (!rsm) return []
  const children = (['max', 'after', 'before', 'index'] as const).flatMap((name) => {
    const value = rsm[name]
    if (value === undefined || value === null || value === false) return []
    return [xml(name, {}, value === true ? null : String(value))]
  })
  return [xml('set', { xmlns: NS }, ...children)]
}

export function parseRsm(parent: Element | undefined): Rsm {
  const set = parent?.getChild('set', NS)
  const rsm: Rsm = {}
  if (!set) return rsm
  const count = set.getChildText('count')
  const first = set.getChild('first')
  const last = set.getChildText('last')
  if (count && Number.isFinite(Number(count))) rsm.count = Number(count)
  if (first) rsm.first = first.getText()
  if (last) rsm.last = last
  if (first?.attrs.index !== undefined && Number.isFinite(Number(first.attrs.index)))
    rsm['first-index'] = Number(first.attrs.index)
  return rsm
}
