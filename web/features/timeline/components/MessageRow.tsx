import { memo } from 'react'
import { hueProps } from '../../../lib/colour.ts'
import { type ConversationId, parseConversation } from '../../../lib/conversation.ts'
import { fileOf } from '../../../lib/files.ts'
import { t } from '../../../lib/i18n.ts'
import { inRoomAs } from '../../../lib/pictures.ts'
import { revealedName } from '../../../lib/revealedName.ts'
import { Slot } from '../../../lib/slots.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Time } from '../../../ui/Time.tsx'
import type { Entry } from '../entry.ts'
import { useAuthorName, useEditing, useEntry, useIsKnown } from '../hooks.ts'
import { DeliveryMark } from './DeliveryMark.tsx'
import styles from './MessageRow.module.css'
import { MessageText } from './MessageText.tsx'
import { MessageTools } from './MessageTools.tsx'
import { RemovedText } from './RemovedText.tsx'

export const MessageRow = memo(function MessageRow(props: {
  conversation: ConversationId
  entryKey: string
  isHead: boolean
  selfName: string
}) {
  const entry = useEntry(props.conversation, props.entryKey)
  return entry ? <Row {...props} entry={entry} /> : null
})

function Row({
  conversation,
  entry,
  isHead,
  selfName,
}: {
  conversation: ConversationId
  entry: Entry
  isHead: boolean
  selfName: string
}) {
  const where = parseConversation(conversation)
  const isChat = where.kind === 'chat'
  const name = useAuthorName(conversation, entry, selfName) ?? t('timeline:theRoom')
  const isKnown = useIsKnown(conversation, entry)
  const file = entry.oob && fileOf(entry.text)
  const isEditing = useEditing(conversation) === entry.key
  return (
    <article
      className={styles.row}
      data-head={isHead || undefined}
      data-own={entry.own || undefined}
      data-editing={isEditing || undefined}
      aria-label={t('timeline:by', { name })}
    >
      {isHead ? (
        <Avatar
          name={name}
          jid={isChat ? entry.author : name}
          whose={where.kind === 'chat' ? entry.author : inRoomAs(where.room, name, entry.occupantId)}
          size={36}
          className={styles.avatar}
        />
      ) : (
        <Time at={entry.at} className={styles.aside} />
      )}
      <div className={styles.body}>
        {isHead && (
          <header className={styles.head}>
            <bdi {...hueProps(isChat ? entry.author : name)} className={styles.name}>
              {revealedName(name)}
            </bdi>
            <Time at={entry.at} className={styles.time} />
          </header>
        )}
        {isHead && !entry.own && <Slot name="authorNote" props={{ conversation, author: entry.author }} />}
        {entry.removed ? (
          <RemovedText removed={entry.removed} own={entry.own} name={name} />
        ) : (
          <div className={styles.said}>
            {file ? (
              <div className={styles.file} data-picture={file.isPicture || undefined}>
                <Slot name="sentFile" props={{ conversation, own: entry.own, isKnown, file }} />
              </div>
            ) : (
              <MessageText text={entry.text} name={name} isKnown={isKnown} />
            )}
            {entry.edited && <span className={styles.edited}>{t('timeline:edited')}</span>}
            {entry.own && <DeliveryMark conversation={conversation} entry={entry} />}
          </div>
        )}
      </div>
      {!entry.removed && <MessageTools conversation={conversation} entry={entry} />}
    </article>
  )
}
