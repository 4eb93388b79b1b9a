import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { useNameOf, useRosterCommands } from '../hooks.ts'

export function RemoveContactDialog({ jid, onClose }: { jid: string; onClose: () => void }) {
  const name = useNameOf(jid)
  const { remove } = useRosterCommands()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>()
  const confirm = async () => {
    setBusy(true)
    const result = await remove(jid)
    setBusy(false)
    if (result.ok) onClose()
    else setError(sentence(result.error, 'roster'))
  }
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      tone="danger"
      title={t('roster:removeTitle', { name })}
      text={t('roster:removeText', { jid })}
      confirm={t('roster:remove')}
      busy={busy}
      error={error}
      onConfirm={() => void confirm()}
    />
  )
}
