import { memo } from 'react'
import { splitJid } from '#protocol/jid.ts'
import { t } from '../../../lib/i18n.ts'
import { formatRoute } from '../../../lib/route.ts'
import { TileRow } from '../../../ui/TileRow.tsx'
import { failureWords, isVacant } from '../failureWords.ts'
import { usePeeked } from '../hooks.ts'
import { nameOf } from '../info.ts'
import { kindIcon } from '../kindIcon.ts'
import { kindsOf } from '../kindWords.ts'
import type { Item } from '../model.ts'
import styles from './Services.module.css'

type ItemRowProps = { item: Item; parent: string; tabIndex: 0 | -1 }

/** Something that is listed; what it is it says itself, and one that does not answer says so in its row. */
export const ItemRow = memo(function ItemRow({ item, parent, tabIndex }: ItemRowProps) {
  const looked = usePeeked(item)
  const info = looked?.is === 'ready' ? looked.info : undefined
  const { user, resource } = splitJid(item.jid)
  const address =
    item.node ?? (resource !== undefined && item.jid.startsWith(`${parent}/`) ? resource : item.jid)
  const name = item.name || (info && nameOf(info)) || address
  const kind = info && kindsOf(info.identities, item)[0]
  const where = name === address ? undefined : address
  return (
    <TileRow
      icon={kindIcon(info?.identities ?? [], user !== undefined)}
      href={formatRoute({ name: 'services', jid: item.jid, ...(item.node ? { node: item.node } : {}) })}
      tabIndex={tabIndex}
    >
      <span className={styles.words}>
        <span className={styles.name}>
          <bdi>{name}</bdi>
        </span>
        <span className={styles.detail}>
          {looked?.is === 'failed' ? (
            <span className={isVacant(looked.error) ? undefined : styles.problem}>
              {failureWords(item.jid, looked.error)}
            </span>
          ) : (
            [kind ?? (info ? t('disco:kind.unknown') : ''), where].filter(Boolean).join(' · ')
          )}
        </span>
      </span>
    </TileRow>
  )
})
