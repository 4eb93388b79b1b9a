import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'

type LeaveProfileDialogProps = {
  busy: boolean
  onSave: () => void
  onDiscard: () => void
  onStay: () => void
}

/** Asks before what was typed is left behind. */
export function LeaveProfileDialog({ busy, onSave, onDiscard, onStay }: LeaveProfileDialogProps) {
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={onStay}
      title={t('profile:leave.title')}
      description={t('profile:leave.text')}
      actions={
        <>
          <Button onClick={onStay}>{t('profile:leave.stay')}</Button>
          <Button variant="danger" onClick={onDiscard}>
            {t('profile:leave.discard')}
          </Button>
          <Button variant="primary" busy={busy} onClick={onSave}>
            {t('profile:leave.save')}
          </Button>
        </>
      }
    />
  )
}
