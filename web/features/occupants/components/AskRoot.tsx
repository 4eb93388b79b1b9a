import { lazily } from '../../../lib/lazily.tsx'
import { useAsked } from '../hooks.ts'

const ChangeDialog = lazily(
  () => import('./ChangeDialog.tsx').then((module) => module.ChangeDialog),
  'occupants',
)

/** A question about somebody, over any page: it was raised by a line that was typed. */
export function AskRoot() {
  const asked = useAsked()
  if (!asked) return null
  const { room, question, reason, settle } = asked
  return (
    <ChangeDialog
      room={room}
      question={question}
      reason={reason}
      onDone={() => settle(true)}
      onClose={() => settle(false)}
    />
  )
}
