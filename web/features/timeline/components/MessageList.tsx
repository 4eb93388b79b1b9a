import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type ConversationId, parseConversation } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ChatIcon, DownIcon } from '../../../ui/icons.ts'
import { LogList, type LogListHandle } from '../../../ui/LogList.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useAnnouncement, useEntryKeys, useEntryLookup, useLoadOlder, useOlder } from '../hooks.ts'
import { estimateOf, linesOf, parseLine } from '../lines.ts'
import { DayDivider, UnreadDivider } from './Dividers.tsx'
import styles from './MessageList.module.css'
import { MessageRow } from './MessageRow.tsx'
import { NoticeRow } from './NoticeRow.tsx'
import { OlderState } from './OlderState.tsx'

export interface MessageListProps {
  conversation: ConversationId
  /** The entry before which the unread divider stands. */
  dividerKey?: string | undefined
  /** What one is called here. */
  selfName: string
}

/** A conversation, from its newest message up; older ones come as one reads on. */
export function MessageList(props: MessageListProps) {
  return <List key={props.conversation} {...props} />
}

function List({ conversation, dividerKey, selfName }: MessageListProps) {
  const keys = useEntryKeys(conversation)
  const entries = useEntryLookup(conversation)
  const older = useOlder(conversation)
  const loadOlder = useLoadOlder(conversation)
  const announcement = useAnnouncement(conversation)
  const log = useRef<LogListHandle>(null)
  const lines = useMemo(() => linesOf(keys, entries, dividerKey), [keys, entries, dividerKey])
  const [seen, setSeen] = useState<number | undefined>(undefined)
  const away = seen === undefined ? 0 : Math.max(0, keys.length - seen)

  const renderRow = useCallback(
    (line: string) => {
      const { kind, rest } = parseLine(line)
      if (kind === 'day') return <DayDivider at={Number(rest)} />
      if (kind === 'unread') return <UnreadDivider />
      if (kind === 'notice') return <NoticeRow conversation={conversation} entryKey={rest} />
      const isHead = kind === 'head'
      return <MessageRow conversation={conversation} entryKey={rest} isHead={isHead} selfName={selfName} />
    },
    [conversation, selfName],
  )
  const count = useRef(keys.length)
  count.current = keys.length
  const onAtEndChange = useCallback((atEnd: boolean) => setSeen(atEnd ? undefined : count.current), [])
  const isChat = parseConversation(conversation).kind === 'chat'
  // A chat's past is in the archive alone; a room sends its own with the join.
  useEffect(() => {
    if (older === 'unknown' && isChat) loadOlder()
  }, [older, isChat, loadOlder])

  if (lines.length === 0) return <Nothing isLoading={older === 'loading'} />
  return (
    <div className={styles.frame}>
      <LogList
        ref={log}
        keys={lines}
        estimate={estimateOf}
        renderRow={renderRow}
        ariaLabel={t('timeline:messages')}
        isSticky={isDay}
        isPassive={isPassive}
        startAt={dividerKey === undefined ? undefined : 'unread'}
        onReachStart={loadOlder}
        onAtEndChange={onAtEndChange}
        announcement={announcement}
        header={<OlderState older={older} onRetry={loadOlder} />}
      />
      {seen !== undefined && (
        <Button className={styles.latest} icon={DownIcon} size="s" onClick={() => log.current?.scrollToEnd()}>
          {away > 0 ? t('timeline:newBelow', { count: away }) : t('timeline:toLatest')}
        </Button>
      )}
    </div>
  )
}

const isDay = (line: string) => line.startsWith('day:')
const isPassive = (line: string) => line.startsWith('day:') || line === 'unread'

function Nothing({ isLoading }: { isLoading: boolean }) {
  if (isLoading)
    return (
      <div className={styles.loading}>
        <Skeleton kind="message" rows={6} />
      </div>
    )
  return (
    <div className={styles.nothing}>
      <EmptyState icon={ChatIcon} title={t('timeline:nothing')} text={t('timeline:nothingText')} />
    </div>
  )
}
