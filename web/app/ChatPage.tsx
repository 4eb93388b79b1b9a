import { useDivider, useOpened } from '../features/conversations/hooks.ts'
import { ChatHeader } from '../features/roster/components/ChatHeader.tsx'
import { ContactCard } from '../features/roster/components/ContactCard.tsx'
import { useNameOf } from '../features/roster/hooks.ts'
import { useOwnJid } from '../features/session/hooks.ts'
import { Composer } from '../features/timeline/components/Composer.tsx'
import { MessageList } from '../features/timeline/components/MessageList.tsx'
import { chatWith } from '../lib/conversation.ts'
import { t } from '../lib/i18n.ts'
import { navigate } from '../lib/route.ts'
import { Slot } from '../lib/slots.tsx'
import { useNarrow } from '../lib/useMedia.ts'
import styles from './Shell.module.css'
import { useDetails } from './useDetails.ts'

export function ChatPage({ jid, isCardAsked }: { jid: string; isCardAsked: boolean }) {
  const conversation = chatWith(jid)
  const name = useNameOf(jid)
  const selfName = useNameOf(useOwnJid())
  const card = useDetails(isCardAsked, { name: 'chat', jid }, { name: 'chat', jid, panel: 'card' })
  const isNarrow = useNarrow()
  useOpened(conversation)
  return (
    <div className={`${styles.conversation} ${card.isOpen ? styles.withDetails : ''}`}>
      <section className={styles.talk} aria-label={t('common:chatWith', { name })}>
        <ChatHeader
          jid={jid}
          onBack={isNarrow ? () => navigate({ name: 'home' }) : undefined}
          onCard={card.toggle}
          cardOpen={card.isOpen}
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
          label={t('common:messageTo', { name })}
          placeholder={t('common:messageTo', { name })}
        />
      </section>
      {card.isOpen && (
        <aside className={styles.details} aria-label={t('common:cardOf', { name })}>
          <ContactCard jid={jid} onClose={card.close} />
        </aside>
      )}
    </div>
  )
}
