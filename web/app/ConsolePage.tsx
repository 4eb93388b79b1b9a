import { AffiliationsPage } from '../features/affiliations/components/AffiliationsPage.tsx'
import { RoomGate } from '../features/muc/components/RoomGate.tsx'
import { VoiceQueue } from '../features/voice/components/VoiceQueue.tsx'
import { inRoom } from '../lib/conversation.ts'

/** The people of a room, and what they may do; with who waits for a word. */
export function ConsolePage({ room }: { room: string }) {
  return (
    <RoomGate room={room}>
      <AffiliationsPage room={room} voice={<VoiceQueue conversation={inRoom(room)} />} />
    </RoomGate>
  )
}
