import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Time } from '../../../ui/Time.tsx'
import { useRoomName, useSubjects } from '../hooks.ts'
import type { SubjectChange } from '../subjects.ts'
import styles from './RoomInfo.module.css'

/** What the room talked about before: who changed it, and when. */
export function SubjectsDialog({ room, onClose }: { room: string; onClose: () => void }) {
  const name = useRoomName(room)
  const changes = useSubjects(room)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('muc:subjects.title', { name })}
      description={t('muc:subjects.hint')}
      actions={
        <Button variant="primary" onClick={onClose}>
          {t('ui:close')}
        </Button>
      }
    >
      {changes.length === 0 && <p className={styles.none}>{t('muc:subjects.none')}</p>}
      <ol className={styles.changes}>
        {changes.map((change) => (
          <Change key={`${change.at ?? ''} ${change.subject}`} change={change} />
        ))}
      </ol>
    </Dialog>
  )
}

function Change({ change: { subject, nick, at } }: { change: SubjectChange }) {
  return (
    <li className={styles.change}>
      {subject ? (
        <p className={styles.subject} dir="auto">
          {subject}
        </p>
      ) : (
        <p className={styles.none}>{t('muc:subjects.removed')}</p>
      )}
      <p className={styles.by}>
        {nick && (
          <>
            <bdi>{nick}</bdi>
            {' · '}
          </>
        )}
        {at === undefined ? t('muc:subjects.before') : <Time at={at} format="full" />}
      </p>
    </li>
  )
}
