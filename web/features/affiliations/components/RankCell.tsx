import { cx } from '../../../lib/cx.ts'
import { t } from '../../../lib/i18n.ts'
import { Cell } from '../../../ui/Cell.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import type { MenuItems } from '../../../ui/menuItem.ts'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import type { Entry } from '../entry.ts'
import { rankIcons, rankName } from '../menu.ts'
import type { Staged } from '../staged.ts'
import cells from './Cells.module.css'

interface RankCellProps {
  entry: Entry
  staged: Staged | undefined
  who: string
  tabIndex: 0 | -1
  /** Missing for those who may change nothing. */
  items: MenuItems | undefined
}

/** What somebody is, and what they are to become; a press offers the others. */
export function RankCell({ entry, staged, who, tabIndex, items }: RankCellProps) {
  const shown = staged?.to ?? entry.affiliation
  const Icon = rankIcons[shown]
  const words = (
    <>
      <Icon aria-hidden="true" />
      {staged && staged.to !== entry.affiliation && (
        <span className={cells.old}>{rankName(entry.affiliation)}</span>
      )}
      {rankName(shown)}
    </>
  )
  const look = cx(cells.rank, cells[shown])
  const label = staged
    ? t('affiliations:rankStaged', { who, from: rankName(entry.affiliation), to: rankName(shown) })
    : t('affiliations:rankOf', { who, rank: rankName(shown) })
  // Touch finds it in the menu.
  const xmpp = t(`affiliations:xmpp.${shown}`)
  return (
    <Cell>
      {items ? (
        <Menu
          label={t('affiliations:menu.rank')}
          items={items}
          trigger={({ onKeyDown: _opens, ...trigger }) => (
            <Tooltip text={xmpp}>
              <button {...trigger} type="button" className={look} aria-label={label} tabIndex={tabIndex}>
                {words}
              </button>
            </Tooltip>
          )}
        />
      ) : (
        <Tooltip text={xmpp}>
          <span className={look}>{words}</span>
        </Tooltip>
      )}
    </Cell>
  )
}
