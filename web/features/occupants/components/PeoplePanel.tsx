import { useCallback, useMemo, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { AdminIcon, CloseIcon, PeopleIcon } from '../../../ui/icons.ts'
import { SearchInput } from '../../../ui/SearchInput.tsx'
import { VirtualList } from '../../../ui/VirtualList.tsx'
import type { Question } from '../actions.ts'
import { grouped, type Line } from '../grouping.ts'
import { useAddresses, usePeople } from '../hooks.ts'
import { ChangeDialog } from './ChangeDialog.tsx'
import styles from './PeoplePanel.module.css'
import { PersonRow } from './PersonRow.tsx'

const ROW_PX = 44
const SEARCH_FROM = 8
const isHeading = (key: string) => key.startsWith('heading:')
// The key says all that a heading shows, so that a row is drawn from its key alone.
const keyOf = (line: Line) =>
  line.kind === 'heading' ? `heading:${line.role}:${line.count}` : `person:${line.nick}`

/** Who is in the room, by what they may do; everything that can be done with them is in their menu. */
export function PeoplePanel({ room, onClose }: { room: string; onClose: () => void }) {
  const people = usePeople(room)
  useAddresses(room)
  const [query, setQuery] = useState('')
  const [question, setQuestion] = useState<Question | undefined>(undefined)
  const lines = useMemo(() => grouped(people, query), [people, query])
  const keys = useMemo(() => lines.map(keyOf), [lines])
  const renderRow = useCallback(
    (key: string, tabIndex: 0 | -1) => {
      const [kind, role, count] = key.split(':', 3)
      if (kind === 'heading') return <Heading role={role ?? ''} count={count ?? ''} />
      return (
        <PersonRow room={room} nick={key.slice('person:'.length)} tabIndex={tabIndex} onAsk={setQuestion} />
      )
    },
    [room],
  )
  return (
    <div className={styles.panel}>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('occupants:title', { count: people.length })}</h2>
        <IconButton
          icon={AdminIcon}
          label={t('muc:action.affiliations')}
          onClick={() => navigate({ name: 'room', room, panel: 'affiliations' })}
        />
        <IconButton icon={CloseIcon} label={t('occupants:close')} onClick={onClose} />
      </header>
      {(people.length >= SEARCH_FROM || query !== '') && (
        <div className={styles.search}>
          <SearchInput label={t('occupants:search')} value={query} onChange={setQuery} />
        </div>
      )}
      {lines.length === 0 && query !== '' ? (
        <EmptyState
          icon={PeopleIcon}
          title={t('occupants:nobody')}
          text={t('occupants:nobodyNamed', { query })}
        />
      ) : (
        <VirtualList
          keys={keys}
          estimate={ROW_PX}
          ariaLabel={t('occupants:list')}
          renderRow={renderRow}
          isPassive={isHeading}
          isTall
        />
      )}
      {question && <ChangeDialog room={room} question={question} onClose={() => setQuestion(undefined)} />}
    </div>
  )
}

function Heading({ role, count }: { role: string; count: string }) {
  return (
    <h3 className={styles.heading}>
      {t(`occupants:group.${role}`)} <span className={styles.count}>{count}</span>
    </h3>
  )
}
