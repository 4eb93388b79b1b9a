import { type ConversationId, parseConversation } from '../../../lib/conversation.ts'
import { lazily } from '../../../lib/lazily.tsx'
import { useIsBlocked } from '../hooks.ts'

const BlockedStrip = lazily(
  () => import('./BlockedStrip.tsx').then((module) => module.BlockedStrip),
  'blocking',
)

/** Above a conversation with somebody who is blocked. */
export function BlockedNotice({ conversation }: { conversation: ConversationId }) {
  const target = parseConversation(conversation)
  if (target.kind === 'room') return null
  return <Notice jid={target.kind === 'chat' ? target.jid : `${target.room}/${target.nick}`} />
}

function Notice({ jid }: { jid: string }) {
  return useIsBlocked(jid) ? <BlockedStrip jid={jid} /> : null
}
