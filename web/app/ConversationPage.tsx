import type { ReactNode } from 'react'
import { useDivider, useOpened } from '../features/conversations/hooks.ts'
import { Composer } from '../features/timeline/components/Composer.tsx'
import { MessageList } from '../features/timeline/components/MessageList.tsx'
import type { ConversationId } from '../lib/conversation.ts'
import { cx } from '../lib/cx.ts'
import { t } from '../lib/i18n.ts'
import { PartBoundary } from '../lib/PartBoundary.tsx'
import { Slot } from '../lib/slots.tsx'
import styles from './Shell.module.css'
import { useAid } from './useAid.ts'

export interface ConversationPageProps {
  conversation: ConversationId
  /** What a screen reader calls the conversation. */
  label: string
  /** Whom one writes to. */
  name: string
  selfName: string
  header: ReactNode
  refusal?: string | undefined
  /** The pane beside it, while it is open. */
  details?: { label: string; content: ReactNode } | undefined
}

/** What all conversations have in common: a head, the messages, where one writes, and a pane beside them. */
export function ConversationPage(props: ConversationPageProps) {
  const { conversation, label, name, selfName, header, refusal, details } = props
  useOpened(conversation)
  const dividerKey = useDivider(conversation)
  return (
    <div className={cx(styles.conversation, details && styles.withDetails)}>
      <section className={styles.talk} aria-label={label}>
        {header}
        <div>
          <Slot name="conversationNotice" props={{ conversation }} />
        </div>
        <MessageList
          conversation={conversation}
          dividerKey={dividerKey}
          selfName={selfName}
          isReadOnly={refusal !== undefined}
        />
        <div>
          <Slot name="aboveComposer" props={{ conversation, refusal }} />
        </div>
        <Composer
          conversation={conversation}
          label={t('common:messageTo', { name })}
          placeholder={t('common:messageTo', { name })}
          refusal={refusal}
          loadAid={useAid(conversation)}
        />
      </section>
      {details && (
        <aside className={styles.details} aria-label={details.label}>
          <PartBoundary>{details.content}</PartBoundary>
        </aside>
      )}
    </div>
  )
}
