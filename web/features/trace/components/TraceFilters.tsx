import { useState } from 'react'
import { cx } from '../../../lib/cx.ts'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { SearchInput } from '../../../ui/SearchInput.tsx'
import { Select } from '../../../ui/Select.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import type { Filter } from '../filter.ts'
import { useChoices } from '../hooks.ts'
import styles from './TraceConsole.module.css'

const DIRECTIONS = ['all', 'out', 'in'] as const

interface Props {
  filter: Filter
  onChange: (filter: Filter) => void
}

/** What is shown of all that passed. */
export function TraceFilters({ filter, onChange }: Props) {
  const { names, peers } = useChoices()
  const [isMore, setMore] = useState(false)
  const all = filter.peer === '' || peers.includes(filter.peer) ? peers : [filter.peer, ...peers]
  return (
    <search className={cx(styles.filters, isMore && styles.all)} aria-label={t('trace:filters')}>
      <SearchInput
        label={t('trace:find')}
        value={filter.text}
        onChange={(text) => onChange({ ...filter, text })}
      />
      {/* Where there is little room, the others come when they are asked for. */}
      <Button className={styles.rest} aria-expanded={isMore} onClick={() => setMore(!isMore)}>
        {t('trace:moreFilters')}
      </Button>
      <TextInput
        aria-label={t('trace:name')}
        placeholder={t('trace:name')}
        value={filter.name}
        onChange={(name) => onChange({ ...filter, name })}
        suggestions={names}
      />
      <Select
        aria-label={t('trace:direction')}
        value={filter.direction}
        onChange={(value) => onChange({ ...filter, direction: value as Filter['direction'] })}
        options={DIRECTIONS.map((value) => ({ value, label: t(`trace:direction.${value}`) }))}
      />
      <Select
        aria-label={t('trace:conversation')}
        value={filter.peer}
        onChange={(peer) => onChange({ ...filter, peer })}
        options={[
          { value: '', label: t('trace:everybody') },
          ...all.map((peer) => ({ value: peer, label: peer })),
        ]}
      />
    </search>
  )
}
