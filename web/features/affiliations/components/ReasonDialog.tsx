import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useTable } from '../hooks.ts'

/** Why one of the staged changes is made. */
export function ReasonDialog({ room, jid, onClose }: { room: string; jid: string; onClose: () => void }) {
  const table = useTable(room)
  const [reason, setReason] = useState(table.staged.get(jid)?.reason ?? '')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('affiliations:reasonFor', { who: jid })}
      onSubmit={() => {
        table.setReason(jid, reason.trim())
        onClose()
      }}
      actions={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('affiliations:keepReason')}
          </Button>
        </>
      }
    >
      <Field label={t('affiliations:reason')} hint={t('affiliations:reasonHint')}>
        <TextInput value={reason} onChange={setReason} maxLength={1000} />
      </Field>
    </Dialog>
  )
}
