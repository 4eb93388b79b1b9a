import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Progress } from '../../../ui/Progress.tsx'
import { useSecondsUntil } from '../../session/hooks.ts'
import { useAffiliationsCommands, useRun, useUndo } from '../hooks.ts'
import { useApply } from '../useApply.ts'
import type { Console } from '../useConsole.ts'
import styles from './Bars.module.css'

/** Below the table: what can be taken back, what is on its way, and what waits. */
export function Bars({ room, console }: { room: string; console: Console }) {
  return (
    <div className={styles.bars}>
      <UndoBar room={room} />
      <RunBar room={room} />
      <ChangesBar room={room} console={console} />
    </div>
  )
}

function UndoBar({ room }: { room: string }) {
  const undo = useUndo(room)
  const { undo: takeBack } = useAffiliationsCommands()
  const seconds = useSecondsUntil(undo?.until)
  if (!undo || seconds === 0) return null
  return (
    <section className={styles.bar} aria-label={t('affiliations:undo.name')}>
      <p className={styles.words} role="status">
        {t('affiliations:undo.applied', { count: undo.changes.length })}
      </p>
      <Button size="s" onClick={() => void takeBack(room)}>
        {t('affiliations:undo.action')}{' '}
        <span className={styles.muted} aria-hidden="true">
          {t('affiliations:undo.seconds', { seconds })}
        </span>
      </Button>
    </section>
  )
}

function RunBar({ room }: { room: string }) {
  const run = useRun(room)
  const { cancel } = useAffiliationsCommands()
  if (!run) return null
  const { settled, total, failed, state, kind } = run
  if (state === 'running' || state === 'waiting') {
    const words = t(kind === 'undo' ? 'affiliations:run.undoing' : 'affiliations:run.going', {
      done: settled,
      count: total,
    })
    return (
      <section className={styles.bar} aria-label={t('affiliations:run.name')}>
        <div className={styles.words}>
          <p className={styles.muted}>{state === 'waiting' ? t('affiliations:run.waiting') : words}</p>
          <Progress label={words} done={settled} total={total} />
        </div>
        <Button size="s" onClick={() => void cancel(room)}>
          {t('affiliations:run.cancel')}
        </Button>
      </section>
    )
  }
  const words =
    state === 'stopped' && run.error
      ? t('affiliations:run.stopped', { why: sentence(run.error, 'affiliations') })
      : state === 'cancelled'
        ? t('affiliations:run.cancelled', { done: settled - failed, count: total })
        : failed > 0
          ? t('affiliations:run.refused', { count: failed })
          : kind === 'undo'
            ? t('affiliations:run.undone', { count: settled })
            : undefined
  if (words === undefined) return null
  const isBad = state === 'stopped' || failed > 0
  return (
    <section className={styles.bar} aria-label={t('affiliations:run.name')}>
      <p className={styles.words} role={isBad ? 'alert' : 'status'}>
        <span className={isBad ? styles.problem : styles.muted}>{words}</span>
      </p>
      <Dismiss room={room} />
    </section>
  )
}

function Dismiss({ room }: { room: string }) {
  const { dismiss } = useAffiliationsCommands()
  return (
    <Button size="s" variant="plain" onClick={() => dismiss(room)}>
      {t('ui:dismiss')}
    </Button>
  )
}

function ChangesBar({ room, console }: { room: string; console: Console }) {
  const { count, able, failed, isRunning, start } = useApply(room, console)
  if (count === 0) return null
  const isReviewed = console.panel === 'review'
  return (
    <section className={styles.bar} aria-label={t('affiliations:changes.name')}>
      <div className={styles.words}>
        <p className={styles.strong}>{t('affiliations:changes.count', { count })}</p>
        {able < count && (
          <p className={styles.problem}>{t('affiliations:changes.impossible', { count: count - able })}</p>
        )}
      </div>
      <div className={styles.buttons}>
        <Button aria-expanded={isReviewed} onClick={() => console.show(isReviewed ? undefined : 'review')}>
          {t('affiliations:changes.review')}
        </Button>
        <Button variant="primary" busy={isRunning} aria-disabled={able === 0 || undefined} onClick={start}>
          {failed > 0 && failed === able
            ? t('affiliations:changes.retry', { count: failed })
            : t('affiliations:changes.apply', { count: able })}
        </Button>
      </div>
    </section>
  )
}
