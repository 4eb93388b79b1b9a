import { useCallback, useMemo, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { SearchInput } from '../../../ui/SearchInput.tsx'
import { VirtualList } from '../../../ui/VirtualList.tsx'
import { fold } from '../entry.ts'
import type { Candidate } from '../useSources.ts'
import styles from './Add.module.css'

interface CandidatePickerProps {
  label: string
  empty: string
  candidates: readonly Candidate[]
  chosen: readonly string[]
  onPick: (jid: string, isOn: boolean) => void
}

const ROW_PX = 48

/** People to tick; of whom the room hides the address cannot be, and it says so. */
export function CandidatePicker({ label, empty, candidates, chosen, onPick }: CandidatePickerProps) {
  const [query, setQuery] = useState('')
  const byKey = useMemo(() => new Map(candidates.map((each) => [each.key, each])), [candidates])
  const keys = useMemo(() => {
    const wanted = fold(query.trim())
    return candidates
      .filter(({ name, jid }) => fold(`${name}\n${jid ?? ''}`).includes(wanted))
      .map(({ key }) => key)
  }, [candidates, query])
  const picked = useMemo(() => new Set(chosen), [chosen])
  const renderRow = useCallback(
    (key: string, tabIndex: 0 | -1) => {
      const { name = '', jid } = byKey.get(key) ?? {}
      return (
        <Checkbox
          className={styles.pick}
          tabIndex={tabIndex}
          disabled={jid === undefined}
          checked={jid !== undefined && picked.has(jid)}
          onChange={(isOn) => jid && onPick(jid, isOn)}
          label={
            <span className={styles.names}>
              <bdi>{name}</bdi>
              <bdi className={styles.address}>{jid ?? t('affiliations:hidden')}</bdi>
            </span>
          }
        />
      )
    },
    [byKey, picked, onPick],
  )
  if (candidates.length === 0) return <p className={styles.muted}>{empty}</p>
  return (
    <div className={styles.picker}>
      <SearchInput label={t('affiliations:pick.search')} value={query} onChange={setQuery} />
      <div className={styles.people}>
        <VirtualList
          keys={keys}
          estimate={ROW_PX}
          renderRow={renderRow}
          ariaLabel={label}
          empty={<p className={styles.muted}>{t('affiliations:pick.noMatch')}</p>}
        />
      </div>
    </div>
  )
}
