import { useCallback, useId } from 'react'
import { t } from '../../../lib/i18n.ts'
import { navigate, useRoute } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { AddPersonIcon } from '../../../ui/icons.ts'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { VirtualList } from '../../../ui/VirtualList.tsx'
import { useReady } from '../../session/hooks.ts'
import { parseRow } from '../people.ts'
import { usePeople } from '../usePeople.ts'
import { GroupHeading } from './GroupHeading.tsx'
import styles from './PeopleSection.module.css'
import { PersonRow } from './PersonRow.tsx'

/** A row before it was measured, in pixels: a face and two lines. */
const ROW = 52
const HEADING = 32

/** Everybody one talks with, in the sidebar. */
export function PeopleSection() {
  const id = useId()
  const route = useRoute()
  const open = route.name === 'chat' ? route.jid : undefined
  const { keys, counts } = usePeople(open)
  const ready = useReady()

  const renderRow = useCallback(
    (key: string, tabIndex: 0 | -1) => {
      const row = parseRow(key)
      return row.kind === 'group' ? (
        <GroupHeading group={row.group} count={counts.get(row.group) ?? 0} tabIndex={tabIndex} />
      ) : (
        <PersonRow jid={row.jid} group={row.group} isOpen={row.jid === open} tabIndex={tabIndex} />
      )
    },
    [counts, open],
  )
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {t('conversations:people')}
        </h2>
        <IconButton
          icon={AddPersonIcon}
          label={t('conversations:addContact')}
          size="s"
          onClick={() => navigate({ name: 'add' })}
        />
      </header>
      {keys.length > 0 ? (
        <VirtualList
          grows
          keys={keys}
          estimate={(key) => (key.startsWith('\n') ? HEADING : ROW)}
          renderRow={renderRow}
          ariaLabel={t('conversations:people')}
        />
      ) : ready ? (
        <div className={styles.empty}>
          <p>{t('conversations:noPeople')}</p>
          <Button size="s" icon={AddPersonIcon} onClick={() => navigate({ name: 'add' })}>
            {t('conversations:addContact')}
          </Button>
        </div>
      ) : (
        <div role="status" aria-label={t('conversations:loadingPeople')}>
          <Skeleton rows={6} />
        </div>
      )}
    </section>
  )
}
