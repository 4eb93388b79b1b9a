import { useDivider, useOpened } from '../features/conversations/hooks.ts'
import { RoomGate } from '../features/muc/components/RoomGate.tsx'
import { useRoom, useRoomName } from '../features/muc/hooks.ts'
import { usePerson } from '../features/occupants/hooks.ts'
import { Composer } from '../features/timeline/components/Composer.tsx'
import { MessageList } from '../features/timeline/components/MessageList.tsx'
import { privately } from '../lib/conversation.ts'
import { t } from '../lib/i18n.ts'
import { navigate } from '../lib/route.ts'
import { Slot } from '../lib/slots.tsx'
import { ConversationHeader } from './ConversationHeader.tsx'
import styles from './Shell.module.css'

/** Between two people of a room, by their nicks there. */
export function PrivatePage({ room, nick }: { room: string; nick: string }) {
  return (
    <RoomGate room={room}>
      <OpenPrivate room={room} nick={nick} />
    </RoomGate>
  )
}

function OpenPrivate({ room, nick }: { room: string; nick: string }) {
  const conversation = privately(room, nick)
  const roomName = useRoomName(room)
  const isThere = usePerson(room, nick) !== undefined
  const selfName = useRoom(room)?.nick ?? ''
  useOpened(conversation)
  return (
    <div className={styles.conversation}>
      <section className={styles.talk} aria-label={t('common:privatelyWith', { nick, room: roomName })}>
        <ConversationHeader
          title={nick}
          detail={t('common:privateIn', { room: roomName })}
          onBack={() => navigate({ name: 'room', room })}
        />
        <div>
          <Slot name="conversationNotice" props={{ conversation }} />
        </div>
        <MessageList conversation={conversation} dividerKey={useDivider(conversation)} selfName={selfName} />
        <div>
          <Slot name="aboveComposer" props={{ conversation }} />
        </div>
        <Composer
          conversation={conversation}
          label={t('common:messageTo', { name: nick })}
          placeholder={t('common:messageTo', { name: nick })}
          refusal={isThere ? undefined : t('common:notThere', { nick })}
        />
      </section>
    </div>
  )
}
