import { lazily } from '../../../lib/lazily.tsx'
import { useRoomDialog } from '../../muc/hooks.ts'

const ShareDialog = lazily(() => import('./ShareDialog.tsx').then((module) => module.ShareDialog), 'sharing')

/** Opens over any page when somebody wants to show others the way into a room. */
export function ShareRoot() {
  const { dialog, done } = useRoomDialog()
  if (dialog?.what !== 'share') return null
  return <ShareDialog key={dialog.room} room={dialog.room} onClose={done} />
}
