import { memo } from 'react'
import type { ConversationId } from '../../../lib/conversation.ts'
import { revealed } from '../../../lib/revealed.ts'
import { useEntry } from '../hooks.ts'
import styles from './NoticeRow.module.css'

/** What the room tells: who may do what now, a new subject. */
export const NoticeRow = memo(function NoticeRow(props: { conversation: ConversationId; entryKey: string }) {
  const entry = useEntry(props.conversation, props.entryKey)
  return entry ? (
    <p className={styles.notice} dir="auto">
      {revealed(entry.text)}
    </p>
  ) : null
})
