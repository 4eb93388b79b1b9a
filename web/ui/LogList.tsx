import { type ReactNode, type Ref, useImperativeHandle } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './LogList.module.css'
import { LogRow } from './LogRow.tsx'
import { useLog } from './useLog.ts'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export type LogListHandle = {
  scrollToEnd: (smooth?: boolean) => void
  scrollToKey: (key: string) => void
  /** Puts the focus on a row, or on the newest one. */
  focusRow: (key?: string) => void
  isAtEnd: () => boolean
}

export type LogListProps = {
  /** One per row (messages, dividers), oldest first, each once. */
  keys: readonly string[]
  /** Heights before a row was measured; the nearer, the calmer the scroll bar. */
  estimate: number | ((key: string, index: number) => number)
  /** Draws a row; must be stable (useCallback): a row is drawn again only when it changed. */
  renderRow: (key: string, index: number) => ReactNode
  ariaLabel: string
  /** Rows that stick to the top while what follows them is read (dividers of days). */
  isSticky?: (key: string) => boolean
  /** Rows that arrow keys pass over (dividers). */
  isPassive?: (key: string) => boolean
  /** Rows that are filled from below (gaps): not they, but what follows keeps its place while one reads. */
  isFilling?: (key: string) => boolean
  /** What a row stays when its key says that its shape changed; must be stable. The key itself by default. */
  identityOf?: (key: string) => string
  /** Where to begin, instead of the end: the divider of what is unread. */
  startAt?: string
  /** The oldest rows came into view: load what is before them. Once for each oldest key. */
  onReachStart?: () => void
  onAtEndChange?: (atEnd: boolean) => void
  /** Read out by screen readers when it changes: what has just arrived. */
  announcement?: string
  /** One line above the oldest row: "Loading", "The beginning". Its room is always kept, so nothing moves. */
  header?: ReactNode
  className?: string
  ref?: Ref<LogListHandle>
}

/**
 * A chat log: begins at its end, stays there while rows arrive, grow, or the room for it shrinks, and stays where
 * one reads when older rows come in above. Give it the conversation as `key`.
 */
export function LogList(props: LogListProps) {
  const { keys, renderRow, ariaLabel, announcement, header, className, ref } = props
  const log = useLog(props)

  useImperativeHandle(ref, () => log.handle)

  return (
    <div className={cx(styles.frame, className)}>
      <div
        ref={log.scroller}
        tabIndex={0}
        role="log"
        aria-label={ariaLabel}
        // Rows come and go while one scrolls; what is news is said by the region below.
        aria-live="off"
        className={styles.scroller}
        onScroll={log.onScroll}
        onKeyDown={log.onKeyDown}
        onFocus={log.onFocus}
      >
        <div className={styles.sizer} style={{ height: log.height }}>
          {header && <div className={styles.header}>{header}</div>}
          {log.items.map((item) => (
            <LogRow
              key={item.key}
              id={keys[item.index] ?? ''}
              index={item.index}
              start={item.start}
              sticky={item.index === log.stickyIndex}
              passive={log.isPassive(item.index)}
              measure={log.measure}
              renderRow={renderRow}
            />
          ))}
        </div>
      </div>
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
    </div>
  )
}
