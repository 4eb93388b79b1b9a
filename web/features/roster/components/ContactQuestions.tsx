import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { lazily } from '../../../lib/lazily.tsx'
import { sentence } from '../../../lib/sentence.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { useAskAboutContact, useContactQuestion, useNameOf, useRosterCommands } from '../hooks.ts'

const EditContactDialog = lazily(() =>
  import('./EditContactDialog.tsx').then((module) => module.EditContactDialog),
)

/** The dialogs about a contact, whoever asks for them: a row of the list, the card, a header. */
export function ContactQuestions() {
  const question = useContactQuestion()
  const ask = useAskAboutContact()
  if (!question) return null
  const close = () => ask(undefined)
  const { kind, jid } = question
  if (kind === 'edit') return <EditContactDialog key={jid} jid={jid} onClose={close} />
  return <RemoveContactDialog key={jid} jid={jid} onClose={close} />
}

function RemoveContactDialog({ jid, onClose }: { jid: string; onClose: () => void }) {
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
