import { useDeferredValue } from 'react'
import { RoomGate } from '../features/muc/components/RoomGate.tsx'
import { RoomHeader } from '../features/muc/components/RoomHeader.tsx'
import { useRoom, useRoomName } from '../features/muc/hooks.ts'
import { PeoplePanel } from '../features/occupants/components/PeoplePanel.tsx'
import { useNamed, usePeopleCount } from '../features/occupants/hooks.ts'
import { useLookalikes } from '../features/occupants/useLookalikes.ts'
import { useComposerRefusal } from '../features/voice/hooks.ts'
import { inRoom } from '../lib/conversation.ts'
import { t } from '../lib/i18n.ts'
import { NamedContext } from '../lib/named.ts'
import { navigate } from '../lib/route.ts'
import { useNarrow } from '../lib/useMedia.ts'
import { ConversationPage } from './ConversationPage.tsx'
import { useDetails } from './useDetails.ts'

/** More than a screen shows. */
const CROWD = 20

export interface RoomPageProps {
  room: string
  arePeopleAsked: boolean
}

export function RoomPage(props: RoomPageProps) {
  return (
    <RoomGate room={props.room}>
      <OpenRoom {...props} />
    </RoomGate>
  )
}

function OpenRoom({ room, arePeopleAsked }: RoomPageProps) {
  const name = useRoomName(room)
  const row = useRoom(room)
  const selfName = row?.nick ?? ''
  const isNarrow = useNarrow()
  useLookalikes(room)
  const count = usePeopleCount(room)
  // The list of a crowd is made behind the conversation, in pieces between which the page answers.
  const isListDue = useDeferredValue(true, row?.state !== 'joining' && count < CROWD)
  const people = useDetails(arePeopleAsked, { name: 'room', room }, { name: 'room', room, panel: 'people' })
  return (
    <NamedContext value={useNamed(room, selfName)}>
      <ConversationPage
        conversation={inRoom(room)}
        label={t('common:roomNamed', { name })}
        name={name}
        selfName={selfName}
        refusal={useComposerRefusal(room)}
        header={
          <RoomHeader
            room={room}
            peopleCount={count}
            peopleOpen={people.isOpen}
            onPeople={people.toggle}
            onBack={isNarrow ? () => navigate({ name: 'home' }) : undefined}
          />
        }
        details={
          people.isOpen
            ? {
                label: t('common:peopleIn', { name }),
                content: isListDue && <PeoplePanel room={room} onClose={people.close} />,
              }
            : undefined
        }
      />
    </NamedContext>
  )
}
