import type { ReactNode } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { exportTrace } from '../exportTrace.ts'
import type { useTrace } from '../hooks.ts'
import styles from './TraceConsole.module.css'

interface Props {
  trace: ReturnType<typeof useTrace>
  /** Of the exchanges that are shown. */
  keys: readonly string[]
  heading?: ReactNode
  exits?: ReactNode
}

/** What can be done with the console as a whole, and how it stands. */
export function TraceTools({ trace, keys, heading, exits }: Props) {
  const { state, isWanted, isPaused, waiting, dropped, exchanges } = trace
  const isOn = isWanted && state !== 'off'
  const counts = [
    t(state === 'on' ? 'trace:watching' : 'trace:off'),
    t('trace:count', { count: keys.length }),
    ...(isPaused ? [t('trace:waiting', { count: waiting })] : []),
    ...(dropped > 0 ? [t('trace:dropped', { count: dropped })] : []),
  ]
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('trace:tools')}>
      {heading}
      <Button
        variant={isOn ? 'quiet' : 'primary'}
        size="s"
        busy={state === 'starting'}
        onClick={() => trace.setWatching(!isOn)}
      >
        {t(isOn ? 'trace:stop' : 'trace:watch')}
      </Button>
      <Button size="s" aria-pressed={isPaused} onClick={isPaused ? trace.resume : trace.pause}>
        {t(isPaused ? 'trace:resume' : 'trace:pause')}
      </Button>
      <Button size="s" onClick={trace.clear}>
        {t('trace:clear')}
      </Button>
      <Button
        size="s"
        onClick={() =>
          exportTrace(
            keys.flatMap((key) => exchanges.get(key) ?? []),
            Date.now(),
          )
        }
      >
        {t('trace:export')}
      </Button>
      <Button
        size="s"
        aria-expanded={trace.draft !== undefined}
        onClick={() => trace.setDraft(trace.draft ? undefined : { name: '', text: '' })}
      >
        {t('trace:write')}
      </Button>
      <p className={styles.status}>{counts.join(' · ')}</p>
      {/* Numbers change all the time; that is not news. */}
      <VisuallyHidden role="status">{counts[0]}</VisuallyHidden>
      {exits}
    </div>
  )
}
