import { type CSSProperties, useCallback, useMemo, useState } from 'react'
import { parseJid } from '#protocol/jid.ts'
import { t } from '../../../lib/i18n.ts'
import { SearchInput } from '../../../ui/SearchInput.tsx'
import { VirtualList } from '../../../ui/VirtualList.tsx'
import { useContacts } from '../../roster/hooks.ts'
import styles from './InviteDialog.module.css'
import { PickRow } from './PickRow.tsx'

type PeoplePickerProps = { chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }

const ROW = 48
const FEWEST = 2
const MOST = 5
const collator = new Intl.Collator(undefined, { sensitivity: 'base' })

/** Contacts to choose from; anybody else by their address. */
export function PeoplePicker({ chosen, onChange }: PeoplePickerProps) {
  const contacts = useContacts()
  const [query, setQuery] = useState('')
  const typed = addressOf(query)
  const sorted = useMemo(() => [...contacts].sort((a, b) => collator.compare(a.name, b.name)), [contacts])
  const keys = useMemo(() => {
    const wanted = query.trim().toLowerCase()
    const fit = sorted.filter(({ jid, name }) => jid.includes(wanted) || name.toLowerCase().includes(wanted))
    // Whoever is chosen and no contact has no other place to be taken back.
    const strangers = chosen.filter((jid) => !sorted.some((contact) => contact.jid === jid))
    return [...new Set([...(typed ? [typed] : []), ...strangers, ...fit.map(({ jid }) => jid)])]
  }, [sorted, query, typed, chosen])

  const toggle = useCallback(
    (jid: string, on: boolean) => onChange(on ? [...chosen, jid] : chosen.filter((each) => each !== jid)),
    [chosen, onChange],
  )
  const renderRow = useCallback(
    (jid: string, tabIndex: 0 | -1) => (
      <PickRow jid={jid} isChosen={chosen.includes(jid)} tabIndex={tabIndex} onToggle={toggle} />
    ),
    [chosen, toggle],
  )

  // By how many contacts there are, not by how many fit: the list must not move while one types.
  const rows = { '--rows': Math.min(Math.max(contacts.length, FEWEST), MOST) } as CSSProperties
  return (
    <div className={styles.picker}>
      <SearchInput
        label={t('invites:search')}
        value={query}
        onChange={setQuery}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || query === '') return
          // Enter chooses the person found; the form goes out by its button.
          event.preventDefault()
          const [first] = keys
          if (first === undefined) return
          if (!chosen.includes(first)) toggle(first, true)
          setQuery('')
        }}
      />
      <div className={styles.people} style={rows}>
        <VirtualList
          keys={keys}
          estimate={ROW}
          renderRow={renderRow}
          ariaLabel={t('invites:people')}
          empty={<p className={styles.empty}>{t(query ? 'invites:noMatch' : 'invites:noContacts')}</p>}
        />
      </div>
    </div>
  )
}

function addressOf(text: string): string | undefined {
  const jid = text.includes('@') ? parseJid(text.trim()) : undefined
  return jid?.user === undefined ? undefined : `${jid.user}@${jid.domain}`
}
