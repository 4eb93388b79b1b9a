import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type ConversationId, parseConversation } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { lazily } from '../../../lib/lazily.tsx'
import { PartBoundary } from '../../../lib/PartBoundary.tsx'
import { Button } from '../../../ui/Button.tsx'
import { DownIcon } from '../../../ui/icons.ts'
import { LogList, type LogListHandle } from '../../../ui/LogList.tsx'
import {
  useAnnouncement,
  useEntryKeys,
  useEntryLookup,
  useFirstPage,
  useLastSaid,
  useLoadOlder,
  useOlder,
  usePointing,
  useReachedStart,
  useTarget,
} from '../hooks.ts'
import { estimateOf, identityOf, linesOf, parseLine } from '../lines.ts'
import { DayDivider, UnreadDivider } from './Dividers.tsx'
import styles from './MessageList.module.css'
import { MessageRow } from './MessageRow.tsx'
import { Nothing } from './Nothing.tsx'
import { NoticeRow } from './NoticeRow.tsx'
import { OlderState } from './OlderState.tsx'

const UnshownRow = lazily(() => import('./UnshownRow.tsx').then((module) => module.UnshownRow), 'timeline')
const GapRow = lazily(() => import('./GapRow.tsx').then((module) => module.GapRow), 'timeline')

export interface MessageListProps {
  conversation: ConversationId
  /** The entry before which the unread divider stands. */
  dividerKey?: string | undefined
  /** What one is called here. */
  selfName: string
  /** One can only read here. */
  isReadOnly?: boolean
}

/** A conversation, from its newest message up; older ones come as one reads on. */
export function MessageList(props: MessageListProps) {
  return <List key={props.conversation} {...props} />
}

function List({ conversation, dividerKey, selfName, isReadOnly = false }: MessageListProps) {
  const keys = useEntryKeys(conversation)
  const entries = useEntryLookup(conversation)
  const older = useOlder(conversation)
  const loadOlder = useLoadOlder(conversation)
  const reachedStart = useReachedStart(conversation)
  const announcement = useAnnouncement(conversation)
  const log = useRef<LogListHandle>(null)
  const lines = useMemo(() => linesOf(keys, entries, dividerKey), [keys, entries, dividerKey])
  /** The newest entry when the reader left the end; what came after it is news. */
  const [seen, setSeen] = useState<string | undefined>(undefined)
  const last = useLastSaid(conversation)
  const away = seen === undefined ? 0 : keys.lastIndexOf(last ?? '') - keys.lastIndexOf(seen)

  const renderRow = useCallback(
    (line: string) => {
      const { kind, rest } = parseLine(line)
      if (kind === 'day') return <DayDivider at={Number(rest)} />
      if (kind === 'unread') return <UnreadDivider />
      if (kind === 'gap' || kind === 'unshown')
        return (
          <PartBoundary>
            {kind === 'gap' && <GapRow conversation={conversation} entryKey={rest} />}
            {kind === 'unshown' && <UnshownRow conversation={conversation} line={line} selfName={selfName} />}
          </PartBoundary>
        )
      if (kind === 'notice') return <NoticeRow conversation={conversation} entryKey={rest} />
      const isHead = kind === 'head'
      return <MessageRow conversation={conversation} entryKey={rest} isHead={isHead} selfName={selfName} />
    },
    [conversation, selfName],
  )
  const newest = useRef(last)
  newest.current = last
  const onAtEndChange = useCallback((atEnd: boolean) => setSeen(atEnd ? undefined : newest.current), [])

  // A room sends its own past to whoever enters; a chat's is in the archive alone.
  const isChat = parseConversation(conversation).kind === 'chat'
  useFirstPage(conversation, isChat || keys.length === 0)

  // The divider is known a moment after the list was opened; later ones must not move who reads.
  const isFresh = useRef(true)
  useEffect(() => {
    if (dividerKey !== undefined && isFresh.current) log.current?.scrollToKey('unread')
    const timer = setTimeout(() => {
      isFresh.current = false
    }, 500)
    return () => clearTimeout(timer)
  }, [dividerKey])

  useTarget(conversation, lines, (line) => {
    log.current?.scrollToKey(line)
    log.current?.focusRow(line)
  })

  // It is needed when the way is broken, and then it could not be fetched.
  useEffect(() => {
    GapRow.preload()
    UnshownRow.preload()
  }, [])

  const frame = useRef<HTMLDivElement>(null)
  usePointing(frame)

  return (
    <div ref={frame} className={styles.frame}>
      {lines.length === 0 ? (
        <Nothing isLoading={older === 'loading' || older === 'unknown'} isReadOnly={isReadOnly} />
      ) : (
        <LogList
          ref={log}
          keys={lines}
          estimate={estimateOf}
          identityOf={identityOf}
          renderRow={renderRow}
          ariaLabel={t('timeline:messages')}
          isSticky={isDay}
          isPassive={isPassive}
          isFilling={isGap}
          startAt={dividerKey === undefined ? undefined : 'unread'}
          onReachStart={reachedStart}
          onAtEndChange={onAtEndChange}
          announcement={announcement}
          header={<OlderState older={older} onRetry={loadOlder} />}
        />
      )}
      {seen !== undefined && (
        <Button className={styles.latest} icon={DownIcon} size="s" onClick={() => log.current?.scrollToEnd()}>
          {away > 0 ? t('timeline:newBelow', { count: away }) : t('timeline:toLatest')}
        </Button>
      )}
    </div>
  )
}

const isGap = (line: string) => line.startsWith('gap:')
const isDay = (line: string) => line.startsWith('day:')
const isPassive = (line: string) => line.startsWith('day:') || line === 'unread'
