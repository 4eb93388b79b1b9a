import { t } from '../../../lib/i18n.ts'
import { SearchInput } from '../../../ui/SearchInput.tsx'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { type Tab, tabs } from '../tableIndex.ts'
import styles from './Toolbar.module.css'

interface ToolbarProps {
  tab: Tab
  counts: Readonly<Record<Tab, number>>
  query: string
  onTab: (tab: Tab) => void
  onQuery: (query: string) => void
}

const number = new Intl.NumberFormat('en')

/** What of the people is shown: by rank, with how many there are, and by what they are called. */
export function Toolbar({ tab, counts, query, onTab, onQuery }: ToolbarProps) {
  return (
    <div className={styles.toolbar}>
      <SearchInput
        className={styles.search}
        label={t('affiliations:search')}
        placeholder={t('affiliations:searchShort')}
        value={query}
        onChange={onQuery}
      />
      <fieldset className={styles.tabs} aria-label={t('affiliations:tabs')}>
        {tabs.map((each) => (
          <Tooltip key={each} text={t(`affiliations:tabHint.${each}`)}>
            <button
              type="button"
              className={styles.tab}
              aria-pressed={each === tab}
              onClick={() => onTab(each)}
            >
              {t(`affiliations:tab.${each}`)}{' '}
              <span className={styles.count}>{number.format(counts[each])}</span>
            </button>
          </Tooltip>
        ))}
      </fieldset>
    </div>
  )
}
