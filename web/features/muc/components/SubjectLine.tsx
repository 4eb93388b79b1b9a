import { useEffect, useRef, useState } from 'react'
import { cx } from '../../../lib/cx.ts'
import { t } from '../../../lib/i18n.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { EditIcon, HistoryIcon } from '../../../ui/icons.ts'
import { useAskAbout, useRoom, useSubjects } from '../hooks.ts'
import { SubjectEditor } from './SubjectEditor.tsx'
import styles from './SubjectLine.module.css'

/** What the room talks about, on one line that opens; edited where it stands. */
export function SubjectLine({ room }: { room: string }) {
  const row = useRoom(room)
  const [isUnfolded, setOpen] = useState(false)
  const [isEditing, setEditing] = useState(false)
  const hasPast = useSubjects(room).length > 1
  const ask = useAskAbout()
  const edit = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    if (wasEditing.current && !isEditing) edit.current?.focus()
    wasEditing.current = isEditing
  }, [isEditing])
  if (!row) return null
  const { subject = '' } = row
  const isOpen = isUnfolded && subject !== ''
  // Whether a participant may is the room's secret until one tries: visitors never may.
  const mayTry = row.state === 'joined' && row.role !== 'visitor'
  if (isEditing && mayTry)
    return <SubjectEditor room={room} subject={subject} onDone={() => setEditing(false)} />
  return (
    <div className={styles.place}>
      <div className={styles.line} data-open={isOpen || undefined}>
        {subject ? (
          <button
            type="button"
            className={cx(styles.subject, isOpen && styles.open)}
            aria-expanded={isOpen}
            aria-label={t('muc:subject.is', { subject })}
            dir="auto"
            onClick={() => setOpen(!isOpen)}
            onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
          >
            {subject}
          </button>
        ) : (
          <span className={styles.none}>{t('muc:subject.none')}</span>
        )}
        {(isOpen || (subject === '' && hasPast)) && (
          <IconButton
            icon={HistoryIcon}
            size="s"
            className={styles.edit}
            label={t('muc:subject.history')}
            onClick={() => ask({ what: 'subjects', room })}
          />
        )}
        {mayTry && (
          <IconButton
            ref={edit}
            icon={EditIcon}
            size="s"
            className={styles.edit}
            label={t(subject ? 'muc:subject.edit' : 'muc:subject.add')}
            onClick={() => setEditing(true)}
          />
        )}
      </div>
    </div>
  )
}
