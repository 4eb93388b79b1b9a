import { t } from '../../../lib/i18n.ts'
import { useNarrow } from '../../../lib/useMedia.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { CloseIcon, OpenIcon } from '../../../ui/icons.ts'
import { Menu } from '../../../ui/Menu.tsx'
import { Select } from '../../../ui/Select.tsx'
import { useSelectedKeys } from '../hooks.ts'
import { rankIcons, rankName, ranks } from '../menu.ts'
import { type Sort, type SortKey, sortKeys } from '../tableIndex.ts'
import type { Console } from '../useConsole.ts'
import styles from './Toolbar.module.css'

interface SelectionStripProps {
  room: string
  keys: readonly string[]
  console: Console
  canChange: boolean
  sort: Sort
  onSort: (sort: Sort) => void
  onSelect: (keys: readonly string[], isOn: boolean) => void
}

/** How many are shown or chosen, and what to do with those chosen. Always there, so that nothing moves. */
export function SelectionStrip(props: SelectionStripProps) {
  const { room, keys, console, canChange, sort, onSort, onSelect } = props
  const selected = useSelectedKeys(room)
  const isNarrow = useNarrow()
  const count = selected.length
  const isAll = count > 0 && count >= keys.length
  const label =
    count > 0 ? t('affiliations:selected', { count }) : t('affiliations:shown', { count: keys.length })
  const items = () =>
    ranks.map((rank) => ({
      id: rank,
      label: rank === 'outcast' ? t('affiliations:menu.ban') : rankName(rank),
      hint: t(`affiliations:xmpp.${rank}`),
      icon: rankIcons[rank],
      ...(rank === 'outcast' ? { tone: 'danger' as const } : {}),
      onSelect: () =>
        rank === 'outcast' ? console.ask({ kind: 'ban', jids: selected }) : console.stageAll(selected, rank),
    }))
  return (
    <div className={styles.strip}>
      {canChange ? (
        <Checkbox
          ref={(box) => {
            if (box) box.indeterminate = count > 0 && !isAll
          }}
          label={label}
          aria-label={
            count > 0 ? t('affiliations:selectNone') : t('affiliations:selectAll', { count: keys.length })
          }
          aria-labelledby={undefined}
          checked={isAll}
          onChange={() => (count > 0 ? onSelect(selected, false) : onSelect(keys, true))}
        />
      ) : (
        <p>{label}</p>
      )}
      {count > 0 && (
        <>
          {!isAll && !isNarrow && keys.length > count && (
            <Button size="s" variant="plain" onClick={() => onSelect(keys, true)}>
              {t('affiliations:selectAll', { count: keys.length })}
            </Button>
          )}
          <Menu
            label={t('affiliations:makeAll', { count })}
            items={items}
            align="end"
            trigger={(trigger) => (
              <Button {...trigger} size="s" icon={OpenIcon}>
                {t('affiliations:make')}
              </Button>
            )}
          />
          <IconButton
            size="s"
            icon={CloseIcon}
            label={t('affiliations:selectNone')}
            onClick={() => onSelect(selected, false)}
          />
        </>
      )}
      {count === 0 && isNarrow && (
        <Select
          aria-label={t('affiliations:sortBy')}
          value={sort.by}
          onChange={(by) => onSort({ by: by as SortKey, isDown: false })}
          options={sortKeys.map((value) => ({ value, label: t(`affiliations:column.${value}`) }))}
        />
      )}
    </div>
  )
}
