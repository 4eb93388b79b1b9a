import { splitJid } from '#protocol/jid.ts'
import { hasWords, t } from '../../lib/i18n.ts'
import type { Entity } from './entity.ts'
import type { Identity } from './info.ts'

/** What something is, in plain words; the registry's own pair of words where there are none (XEP-0030 §13.2). */
export function kindWords({ category, type }: Identity, { jid, node }: Entity): string {
  if (category === 'conference' && node === undefined)
    return t(splitJid(jid).user === undefined ? 'disco:kind.rooms' : 'disco:kind.room')
  if (category === 'gateway' && type) return t('disco:kind.gatewayTo', { network: type })
  for (const key of [`disco:kind.${category}/${type}`, `disco:kind.${category}`])
    if (hasWords(key)) return t(key)
  return [category, type].filter(Boolean).join(' / ')
}

/** All that it is, each said once. */
export function kindsOf(identities: readonly Identity[], entity: Entity): string[] {
  return [...new Set(identities.map((identity) => kindWords(identity, entity)))]
}
