import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import type { Question } from '../actions.ts'
import { useOccupantsCommands } from '../hooks.ts'

/** Asks before a kick, a ban, and before rights are given or given up that do not come back. */
export function ChangeDialog(props: { room: string; question: Question; onClose: () => void }) {
  const { room, question, onClose } = props
  const commands = useOccupantsCommands()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  const { person } = question
  const what = nameOf(question)
  const isRemoval = what === 'kick' || what === 'ban'

  async function confirm(reason: string): Promise<void> {
    setBusy(true)
    if (what === 'self' && person.affiliation === 'owner' && (await commands.isLastOwner(room))) {
      setBusy(false)
      setError(t('occupants:refusal.yourselfLastOwner'))
      return
    }
    const result =
      question.kind === 'role'
        ? await commands.setRole(room, person.nick, question.role, reason)
        : await commands.setAffiliation(room, person.jid ?? '', question.affiliation, reason)
    setBusy(false)
    if (result.ok) onClose()
    else setError(sentence(result.error, 'occupants'))
  }

  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t(`occupants:ask.${what}.title`, { nick: person.nick })}
      text={t(`occupants:ask.${what}.text`, { nick: person.nick, jid: person.jid })}
      confirm={t(`occupants:ask.${what}.confirm`)}
      tone={isRemoval || what === 'self' ? 'danger' : 'neutral'}
      reason={isRemoval ? { label: t('occupants:ask.reason'), hint: t('occupants:ask.reasonHint') } : false}
      busy={busy}
      error={error}
      onConfirm={(reason) => void confirm(reason)}
    />
  )
}

function nameOf(question: Question): 'kick' | 'ban' | 'self' | 'owner' {
  if (question.kind === 'role') return 'kick'
  if (question.affiliation === 'outcast') return 'ban'
  return question.person.self ? 'self' : 'owner'
}
