import { type ReactNode, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useRoomName } from '../../muc/hooks.ts'
import { useDesk } from '../hooks.ts'
import { DeskForm } from './DeskForm.tsx'
import { NoDesk } from './NoDesk.tsx'
import styles from './Registration.module.css'

type RegistrationDialogProps = { room: string; wish: 'nick' | 'membership'; onClose: () => void }

/** Asks a room to keep a nick, or to let one be a member: its own form, and what comes of it. */
export function RegistrationDialog({ room, wish, onClose }: RegistrationDialogProps) {
  const name = useRoomName(room)
  const asked = useDesk(room, wish)
  const [done, setDone] = useState<string | undefined>()
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`roomRegistration:${wish}.title`, { name })}
      // The room's form has its own button.
      actions={
        (done !== undefined || asked.is === 'failed') && (
          <Button variant={done === undefined ? 'quiet' : 'primary'} onClick={onClose}>
            {t('ui:close')}
          </Button>
        )
      }
    >
      <div className={styles.dialog}>{inside()}</div>
    </Dialog>
  )

  function inside(): ReactNode {
    if (done !== undefined) return <p role="status">{done}</p>
    if (asked.is === 'asking')
      return (
        <div role="status" aria-busy="true" aria-label={t('roomRegistration:asking')}>
          <Skeleton kind="line" rows={3} />
        </div>
      )
    if (asked.is === 'failed') return <NoDesk room={room} wish={wish} error={asked.error} />
    return <DeskForm desk={asked.desk} wish={wish} onDone={setDone} />
  }
}
