import { useDivider, useOpened } from '../features/conversations/hooks.ts'
import { RoomGate } from '../features/muc/components/RoomGate.tsx'
import { RoomHeader } from '../features/muc/components/RoomHeader.tsx'
import { useRoom, useRoomName } from '../features/muc/hooks.ts'
import { PeoplePanel } from '../features/occupants/components/PeoplePanel.tsx'
import { usePeopleCount } from '../features/occupants/hooks.ts'
import { Composer } from '../features/timeline/components/Composer.tsx'
import { MessageList } from '../features/timeline/components/MessageList.tsx'
import { useComposerRefusal } from '../features/voice/hooks.ts'
import { inRoom } from '../lib/conversation.ts'
import { t } from '../lib/i18n.ts'
import { navigate } from '../lib/route.ts'
import { Slot } from '../lib/slots.tsx'
import { useNarrow } from '../lib/useMedia.ts'
import styles from './Shell.module.css'
import { useDetails } from './useDetails.ts'

export function RoomPage({ room, arePeopleAsked }: { room: string; arePeopleAsked: boolean }) {
  return (
    <RoomGate room={room}>
      <OpenRoom room={room} arePeopleAsked={arePeopleAsked} />
    </RoomGate>
  )
}

function OpenRoom({ room, arePeopleAsked }: { room: string; arePeopleAsked: boolean }) {
  const conversation = inRoom(room)
  const name = useRoomName(room)
  const nick = useRoom(room)?.nick ?? ''
  const people = useDetails(arePeopleAsked, { name: 'room', room }, { name: 'room', room, panel: 'people' })
  const isNarrow = useNarrow()
  useOpened(conversation)
  return (
    <div className={`${styles.conversation} ${people.isOpen ? styles.withDetails : ''}`}>
      <section className={styles.talk} aria-label={t('common:roomNamed', { name })}>
        <RoomHeader
          room={room}
          peopleCount={usePeopleCount(room)}
          peopleOpen={people.isOpen}
          onPeople={people.toggle}
          onBack={isNarrow ? () => navigate({ name: 'home' }) : undefined}
        />
        <div>
          <Slot name="conversationNotice" props={{ conversation }} />
        </div>
        <MessageList conversation={conversation} dividerKey={useDivider(conversation)} selfName={nick} />
        <div>
          <Slot name="aboveComposer" props={{ conversation }} />
        </div>
        <Composer
          conversation={conversation}
          label={t('common:messageTo', { name })}
          placeholder={t('common:messageTo', { name })}
          refusal={useComposerRefusal(room)}
        />
      </section>
      {people.isOpen && (
        <aside className={styles.details} aria-label={t('common:peopleIn', { name })}>
          <PeoplePanel room={room} onClose={people.close} />
        </aside>
      )}
    </div>
  )
}
