import { lazily } from '../../../lib/lazily.tsx'
import { useAskAboutContact, useContactQuestion } from '../hooks.ts'

const EditContactDialog = lazily(
  () => import('./EditContactDialog.tsx').then((module) => module.EditContactDialog),
  'roster',
  'contact',
)
const RemoveContactDialog = lazily(
  () => import('./RemoveContactDialog.tsx').then((module) => module.RemoveContactDialog),
  'roster',
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
