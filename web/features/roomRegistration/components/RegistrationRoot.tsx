import { lazily } from '../../../lib/lazily.tsx'
import { useRoomDialog } from '../../muc/hooks.ts'

const RegistrationDialog = lazily(
  () => import('./RegistrationDialog.tsx').then((module) => module.RegistrationDialog),
  'roomRegistration',
)

/** Opens over any page when somebody wants to register with a room. */
export function RegistrationRoot() {
  const { dialog, done } = useRoomDialog()
  if (dialog?.what !== 'registration' && dialog?.what !== 'membership') return null
  const wish = dialog.what === 'membership' ? 'membership' : 'nick'
  return <RegistrationDialog key={`${wish} ${dialog.room}`} room={dialog.room} wish={wish} onClose={done} />
}
