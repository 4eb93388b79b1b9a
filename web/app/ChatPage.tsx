import { useIsBlocked } from '../features/blocking/hooks.ts'
import { ChatHeader } from '../features/roster/components/ChatHeader.tsx'
import { useNameOf } from '../features/roster/hooks.ts'
import { useOwnJid } from '../features/session/hooks.ts'
import { chatWith } from '../lib/conversation.ts'
import { t } from '../lib/i18n.ts'
import { navigate } from '../lib/route.ts'
import { useNarrow } from '../lib/useMedia.ts'
import { ConversationPage } from './ConversationPage.tsx'
import { ContactCard } from './pages.ts'
import { useDetails } from './useDetails.ts'

export function ChatPage({ jid, isCardAsked }: { jid: string; isCardAsked: boolean }) {
  const name = useNameOf(jid)
  const selfName = useNameOf(useOwnJid())
  const isNarrow = useNarrow()
  const card = useDetails(isCardAsked, { name: 'chat', jid }, { name: 'chat', jid, panel: 'card' })
  return (
    <ConversationPage
      conversation={chatWith(jid)}
      label={t('common:chatWith', { name })}
      name={name}
      selfName={selfName}
      refusal={useIsBlocked(jid) ? t('blocking:composer', { name }) : undefined}
      header={
        <ChatHeader
          jid={jid}
          onBack={isNarrow ? () => navigate({ name: 'home' }) : undefined}
          onCard={card.toggle}
          cardOpen={card.isOpen}
        />
      }
      details={
        card.isOpen
          ? {
              label: t('common:cardOf', { name }),
              content: <ContactCard jid={jid} onClose={card.close} />,
            }
          : undefined
      }
    />
  )
}
