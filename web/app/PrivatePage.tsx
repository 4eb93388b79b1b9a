import { BlockTool } from '../features/blocking/components/BlockTool.tsx'
import { useIsBlocked } from '../features/blocking/hooks.ts'
import { RoomGate } from '../features/muc/components/RoomGate.tsx'
import { useRoom, useRoomName } from '../features/muc/hooks.ts'
import { LookalikeNote } from '../features/occupants/components/LookalikeNote.tsx'
import { usePerson } from '../features/occupants/hooks.ts'
import { useLookalikes } from '../features/occupants/useLookalikes.ts'
import { privately } from '../lib/conversation.ts'
import { t } from '../lib/i18n.ts'
import { inRoomAs } from '../lib/pictures.ts'
import { navigate } from '../lib/route.ts'
import { ConversationHeader } from './ConversationHeader.tsx'
import { ConversationPage } from './ConversationPage.tsx'

export interface PrivatePageProps {
  room: string
  nick: string
}

/** Between two people of a room, by their nicks there. */
export function PrivatePage(props: PrivatePageProps) {
  return (
    <RoomGate room={props.room}>
      <OpenPrivate {...props} />
    </RoomGate>
  )
}

function OpenPrivate({ room, nick }: PrivatePageProps) {
  const roomName = useRoomName(room)
  useLookalikes(room)
  const person = usePerson(room, nick)
  // One can leave a nick behind, but not an address.
  const address = person?.jid ?? `${room}/${nick}`
  const isBlocked = useIsBlocked(address)
  return (
    <ConversationPage
      conversation={privately(room, nick)}
      label={t('common:privatelyWith', { nick, room: roomName })}
      name={nick}
      selfName={useRoom(room)?.nick ?? ''}
      refusal={
        isBlocked
          ? t('blocking:composer', { name: nick })
          : person
            ? undefined
            : t('common:notThere', { nick })
      }
      header={
        <ConversationHeader
          title={nick}
          whose={inRoomAs(room, nick)}
          detail={t('common:privateIn', { room: roomName })}
          note={<LookalikeNote room={room} nick={nick} />}
          tool={<BlockTool jid={address} name={nick} />}
          onBack={() => navigate({ name: 'room', room })}
        />
      }
    />
  )
}
