import { useCallback } from 'react'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { Button } from '../../../ui/Button.tsx'
import { Time } from '../../../ui/Time.tsx'
import { VirtualList } from '../../../ui/VirtualList.tsx'
import { useLog, useTable } from '../hooks.ts'
import type { LogEntry } from '../log.ts'
import { rankName } from '../menu.ts'
import type { Console } from '../useConsole.ts'
import styles from './Panel.module.css'

const ROW_PX = 84

/** Who changed whom, when and why, since this session began; what still stands can be taken back. */
export function LogPanel({ room, console }: { room: string; console: Console }) {
  const log = useLog(room)
  const table = useTable(room)
  const renderRow = useCallback(
    (key: string, tabIndex: 0 | -1) => {
      const entry = log[Number(key)]
      if (!entry) return null
      const { jid, from, to } = entry
      const isStanding = jid !== undefined && table.rows.get(jid)?.affiliation === to
      const wasGone = to === 'none' && jid !== undefined && !table.rows.has(jid)
      // What somebody was before a ban is not always known: then it is lifted, and no more.
      const before = from ?? (to === 'outcast' ? 'none' : undefined)
      const canUndo = jid !== undefined && before !== undefined && (isStanding || wasGone)
      return (
        <Line
          entry={entry}
          tabIndex={tabIndex}
          onUndo={canUndo ? () => console.takeBack(jid, before) : undefined}
        />
      )
    },
    [log, table, console],
  )
  if (log.length === 0) return <p className={styles.empty}>{t('affiliations:log.none')}</p>
  return (
    <div className={styles.list}>
      <VirtualList
        keys={log.map((_, at) => String(at))}
        estimate={ROW_PX}
        renderRow={renderRow}
        ariaLabel={t('affiliations:log.title')}
      />
    </div>
  )
}

interface LineProps {
  entry: LogEntry
  tabIndex: 0 | -1
  onUndo: (() => void) | undefined
}

function Line({ entry, tabIndex, onUndo }: LineProps) {
  const { at, to, from, jid, nick, actor, isOwn, reason } = entry
  const who = revealed(jid ?? nick ?? '')
  const by = isOwn
    ? t('affiliations:log.byYou')
    : actor && t('affiliations:log.by', { actor: revealed(actor) })
  return (
    <div className={styles.change}>
      <div className={styles.line}>
        <bdi className={styles.who} title={who}>
          {who}
        </bdi>
        <Time at={at} className={styles.what} />
      </div>
      <p className={styles.what}>
        {from && (
          <>
            {rankName(from)} <span aria-hidden="true">→</span>{' '}
          </>
        )}
        <span className={styles.to}>{rankName(to)}</span> {by}
      </p>
      {reason && <p className={styles.what}>{t('affiliations:log.because', { reason })}</p>}
      {onUndo && (
        <div>
          <Button
            size="s"
            variant="plain"
            className={styles.flush}
            tabIndex={tabIndex}
            aria-label={t(to === 'outcast' ? 'affiliations:log.unbanWho' : 'affiliations:log.undoWho', {
              who,
            })}
            onClick={onUndo}
          >
            {t(to === 'outcast' ? 'affiliations:log.unban' : 'affiliations:log.undo')}
          </Button>
        </div>
      )}
    </div>
  )
}
