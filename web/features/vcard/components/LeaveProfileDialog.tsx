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
      title={t('vcard:leave.title')}
      description={t('vcard:leave.text')}
      actions={
        <>
          <Button onClick={onStay}>{t('vcard:leave.stay')}</Button>
          <Button variant="danger" onClick={onDiscard}>
            {t('vcard:leave.discard')}
          </Button>
          <Button variant="primary" busy={busy} onClick={onSave}>
            {t('vcard:leave.save')}
          </Button>
        </>
      }
    />
  )
}
