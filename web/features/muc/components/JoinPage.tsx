import { useEffect } from 'react'
import { bareOf, parseJid } from '#protocol/jid.ts'
import { navigate } from '../../../lib/route.ts'
import { useReady } from '../../session/hooks.ts'
import { useRoom } from '../hooks.ts'
import { DirectoryPage } from './DirectoryPage.tsx'
import { EntryPage } from './EntryPage.tsx'
import { RoomSkeleton } from './RoomSkeleton.tsx'

/** Without a room, the rooms there are; with one, its door. A server's address shows that server's rooms. */
export function JoinPage({ room }: { room?: string }) {
  const jid = room === undefined ? undefined : parseJid(room)
  const address = room === undefined ? undefined : bareOf(room)
  // Before the first word from the gateway there is no name to enter with, and no server to ask.
  if (!useReady()) return <RoomSkeleton />
  if (address === undefined || jid === undefined) return <DirectoryPage key="own" typed={room} />
  if (jid.user === undefined) return <DirectoryPage key={address} service={address} />
  return <Door key={address} room={address} />
}

function Door({ room }: { room: string }) {
  const row = useRoom(room)
  const isIn = row?.state === 'joined' || row?.isLetIn === true
  useEffect(() => {
    if (isIn) navigate({ name: 'room', room })
  }, [isIn, room])
  return <EntryPage room={room} />
}
