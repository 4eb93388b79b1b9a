import { type ReactNode, useState } from 'react'
import { useReady } from '../../session/hooks.ts'
import { useAwaited, useRoom } from '../hooks.ts'
import { EntryPage } from '../parts.ts'
import { RoomSkeleton } from './RoomSkeleton.tsx'

/** A room's page for those who are in it, and its door for those who are not. */
export function RoomGate({ room, children }: { room: string; children: ReactNode }) {
  const row = useRoom(room)
  const isReady = useReady()
  const isAwaited = useAwaited(room)
  // Somebody else's try (an invitation, another page) shows its progress; the door's own keeps its form.
  const [isElsewhere, setElsewhere] = useState(row?.state === 'joining')
  if (isElsewhere && row?.state !== 'joining') setElsewhere(false)
  if (row?.state === 'joined' || row?.entered || row?.isLetIn) return children
  if (!isReady || isAwaited || (isElsewhere && row)) return <RoomSkeleton />
  return <EntryPage key={room} room={room} />
}
