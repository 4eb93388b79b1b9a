import { useCallback, useMemo } from 'react'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { VirtualList } from '../../../ui/VirtualList.tsx'
import { type Entity, keyOf } from '../entity.ts'
import type { EntityView } from '../hooks.ts'
import { ItemRow } from './ItemRow.tsx'
import styles from './Services.module.css'

/** A row before it was measured, in pixels: an icon and two lines. */
const ROW = 56

interface ItemListProps {
  entity: Entity
  listing: EntityView['listing']
  onMore: () => Promise<void>
  onAgain: () => void
}

/** What belongs to it, a part at a time. */
export function ItemList({ entity, listing, onMore, onAgain }: ItemListProps) {
  const items = listing && 'items' in listing ? listing.items : undefined
  const byKey = useMemo(() => new Map(items?.map((item) => [keyOf(item), item])), [items])
  const keys = useMemo(() => [...byKey.keys()], [byKey])
  const renderRow = useCallback(
    (key: string, tabIndex: 0 | -1) => {
      const item = byKey.get(key)
      return item ? <ItemRow item={item} parent={entity.jid} tabIndex={tabIndex} /> : null
    },
    [byKey, entity.jid],
  )
  const error = listing?.error
  return (
    <Section title={t('disco:items')}>
      {!listing && (
        <div role="status" aria-busy="true" aria-label={t('disco:askingItems')}>
          <Skeleton rows={4} />
        </div>
      )}
      {keys.length > 0 && (
        <VirtualList grows keys={keys} estimate={ROW} renderRow={renderRow} ariaLabel={t('disco:items')} />
      )}
      {listing && (
        <div className={styles.footer}>
          <p role="status">{footer()}</p>
          {'next' in listing && listing.next !== undefined && !error && (
            <Button size="s" onClick={() => void onMore()}>
              {t('disco:more')}
            </Button>
          )}
          {error && (
            <Button size="s" onClick={() => (items ? void onMore() : onAgain())}>
              {t('disco:again')}
            </Button>
          )}
        </div>
      )}
    </Section>
  )

  function footer(): string {
    if (error) return sentence({ by: entity.jid, ...error }, 'disco')
    if (keys.length === 0) return t('disco:noItems')
    const { next, count } = listing && 'items' in listing ? listing : {}
    if (next === undefined) return t('disco:count', { count: keys.length })
    return t('disco:some', { shown: keys.length, total: count ?? '…' })
  }
}
