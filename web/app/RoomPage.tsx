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
  const selfName = useRoom(room)?.nick ?? ''
  useLookalikes(room)
  const people = useDetails(arePeopleAsked, { name: 'room', room }, { name: 'room', room, panel: 'people' })
  return (
    <NamedContext value={useNamed(room, selfName)}>
      <ConversationPage
        conversation={inRoom(room)}
        label={t('common:roomNamed', { name })}
        name={name}
        selfName={selfName}
        refusal={useComposerRefusal(room)}
        header={<Header room={room} peopleOpen={people.isOpen} onPeople={people.toggle} />}
        details={
          people.isOpen
            ? {
                label: t('common:peopleIn', { name }),
                content: <People room={room} onClose={people.close} />,
              }
            : undefined
        }
      />
    </NamedContext>
  )
}

// Who comes and goes changes these two alone, and not the conversation between them.

function Header(props: { room: string; peopleOpen: boolean; onPeople: () => void }) {
  const count = usePeopleCount(props.room)
  const isNarrow = useNarrow()
  return (
    <RoomHeader
      {...props}
      peopleCount={count}
      onBack={isNarrow ? () => navigate({ name: 'home' }) : undefined}
    />
  )
}

/** The list of a crowd is made behind the conversation, in pieces between which the page answers. */
function People(props: { room: string; onClose: () => void }) {
  const count = usePeopleCount(props.room)
  const isInside = useRoom(props.room)?.state !== 'joining'
  const isDue = useDeferredValue(true, isInside && count < CROWD)
  return isDue && <PeoplePanel {...props} />
}
