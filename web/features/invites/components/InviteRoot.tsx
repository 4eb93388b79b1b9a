import { lazy, Suspense } from 'react'
import { useInviting } from '../hooks.ts'

// Most visits invite nobody: it comes when it is asked for.
const InviteDialog = lazy(() =>
  import('./InviteDialog.tsx').then((module) => ({ default: module.InviteDialog })),
)

/** Opens over any page, wherever the wish to invite somebody was spoken. */
export function InviteRoot() {
  const { room, done } = useInviting()
  if (room === undefined) return null
  return (
    <Suspense fallback={null}>
      <InviteDialog key={room} room={room} open onClose={done} />
    </Suspense>
  )
}
