import { lazily } from '../../../lib/lazily.tsx'
import { useInviting } from '../hooks.ts'

// Most visits invite nobody: it comes when it is asked for.
const InviteDialog = lazily(
  () => import('./InviteDialog.tsx').then((module) => module.InviteDialog),
  'invites',
)

/** Opens over any page, wherever the wish to invite somebody was spoken. */
export function InviteRoot() {
  const { room, done } = useInviting()
  return room === undefined ? null : <InviteDialog key={room} room={room} open onClose={done} />
}
