import type { ConversationId } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { useTypingNames } from '../hooks.ts'
import styles from './TypingLine.module.css'

/** Who is writing. Its room is always kept, so that nothing moves when somebody begins. */
export function TypingLine({ conversation }: { conversation: ConversationId }) {
  const typing = useTypingNames(conversation)
  const [name = '', second = ''] = typing.slice(0, 2).map(isolated)
  return (
    <p className={styles.line}>
      {typing.length === 1 && t('chatStates:one', { name })}
      {typing.length === 2 && t('chatStates:two', { name, second })}
      {typing.length > 2 && t('chatStates:many', { name, count: typing.length - 1 })}
    </p>
  )
}

/** A name in a sentence keeps its own direction, and the sentence its own (UAX 9, first strong isolate). */
const isolated = (name: string) => `\u2068${revealed(name)}\u2069`
