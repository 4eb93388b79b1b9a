import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { useRemovalWithBan } from '../../moderation/removal.ts'
import type { Question } from '../actions.ts'
import { useOccupantsCommands } from '../hooks.ts'

/** Asks before a kick, a ban, and before rights are given or given up that do not come back. */
export function ChangeDialog(props: {
  room: string
  question: Question
  /** Given already, and still to be changed. */
  reason?: string
  onDone?: () => void
  onClose: () => void
}) {
  const { room, question, onClose, onDone = onClose } = props
  const commands = useOccupantsCommands()
  const removal = useRemovalWithBan(room)
  const [isThorough, setThorough] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  const { person } = question
  const nick = revealed(person.nick)
  const what = nameOf(question)
  const isRemoval = what === 'kick' || what === 'ban'

  async function confirm(typed: string): Promise<void> {
    const reason = isRemoval ? typed : props.reason
    setBusy(true)
    if (what === 'self' && person.affiliation === 'owner' && (await commands.isLastOwner(room))) {
      setBusy(false)
      setError(t('occupants:refusal.yourselfLastOwner'))
      return
    }
    // With the ban they are gone, and with them what is known to be theirs by the nick alone.
    const removeAll = isThorough ? removal.prepare(person) : undefined
    const result =
      question.kind === 'role'
        ? await commands.setRole(room, person.nick, question.role, reason)
        : await commands.setAffiliation(room, person.jid ?? '', question.affiliation, reason)
    if (result.ok) await removeAll?.(reason ?? '')
    setBusy(false)
    if (result.ok) onDone()
    else setError(sentence(result.error, 'occupants'))
  }

  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t(`occupants:ask.${what}.title`, { nick })}
      text={t(`occupants:ask.${what}.text`, { nick, jid: person.jid })}
      confirm={t(`occupants:ask.${what}.confirm`)}
      tone={isRemoval || what === 'self' ? 'danger' : 'neutral'}
      reason={
        isRemoval
          ? { label: t('occupants:ask.reason'), hint: t('occupants:ask.reasonHint'), given: props.reason }
          : false
      }
      busy={busy}
      error={error}
      onConfirm={(typed) => void confirm(typed)}
      after={
        what === 'ban' &&
        removal.isOffered && (
          <>
            <Checkbox
              label={t('moderation:removeAll')}
              checked={isThorough}
              onChange={setThorough}
              disabled={busy}
            />
            <p role="status">{removal.progress}</p>
          </>
        )
      }
    />
  )
}

function nameOf(question: Question): 'kick' | 'ban' | 'self' | 'owner' {
  if (question.kind === 'role') return 'kick'
  if (question.affiliation === 'outcast') return 'ban'
  return question.person.self ? 'self' : 'owner'
}
