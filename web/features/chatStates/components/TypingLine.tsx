import { type ConversationId, parseConversation } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { useNameOf } from '../../roster/hooks.ts'
import { useTyping } from '../hooks.ts'
import styles from './TypingLine.module.css'

/** Who is writing. Its room is always kept, so that nothing moves when somebody begins. */
export function TypingLine({ conversation }: { conversation: ConversationId }) {
  const typing = useTyping(conversation)
  const [first = '', second] = typing
  const isChat = parseConversation(conversation).kind === 'chat'
  const contact = useNameOf(first)
  const name = isChat ? contact : first
  return (
    <p className={styles.line} aria-live="polite">
      {typing.length === 1 && t('chatStates:one', { name })}
      {typing.length === 2 && t('chatStates:two', { name, second })}
      {typing.length > 2 && t('chatStates:many', { name, count: typing.length - 1 })}
    </p>
  )
}
