import { useInviting } from '../hooks.ts'
import { InviteDialog } from './InviteDialog.tsx'

/** Opens over any page, wherever the wish to invite somebody was spoken. */
export function InviteRoot() {
  const { room, done } = useInviting()
  return room === undefined ? null : <InviteDialog key={room} room={room} open onClose={done} />
}
