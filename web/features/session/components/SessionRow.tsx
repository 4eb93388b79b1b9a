import { useState } from 'react'
import type { SessionEntry } from '#protocol/session.ts'
import { t } from '../../../lib/i18n.ts'
import { formatDay, formatTime } from '../../../lib/time.ts'
import { Button } from '../../../ui/Button.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './SessionsPage.module.css'

type SessionRowProps = {
  entry: SessionEntry
  /** Undefined for this browser itself, whose way out is in the menu. */
  onSignOut?: () => Promise<string | undefined>
}

/** One browser: what it is, since when it is signed in, whether somebody has it open. */
export function SessionRow({ entry, onSignOut }: SessionRowProps) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>()
  const name = nameOf(entry)
  const when = (at: number) => ({ day: formatDay(at), time: formatTime(at) })

  async function leave(): Promise<void> {
    setBusy(true)
    const problem = await onSignOut?.()
    setBusy(false)
    setError(problem)
  }

  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <p className={styles.name}>
          {name} {entry.current && <Tag tone="accent">{t('session:sessions.this')}</Tag>}
        </p>
        <p className={styles.when}>{t('session:sessions.since', when(entry.since))}</p>
        {!entry.current && (
          <p className={styles.when}>
            {entry.tabs > 0
              ? t('session:sessions.tabs', { count: entry.tabs })
              : t('session:sessions.seen', when(entry.seen))}
          </p>
        )}
        {error && (
          <p role="alert" className={styles.error}>
            {error}
          </p>
        )}
      </div>
      {onSignOut && (
        <Button
          busy={busy}
          aria-label={t('session:sessions.signOutWhich', { name })}
          onClick={() => void leave()}
        >
          {t('session:sessions.signOut')}
        </Button>
      )}
    </li>
  )
}

function nameOf({ browser, system }: SessionEntry): string {
  if (browser && system) return t('session:sessions.on', { browser, system })
  return browser ?? system ?? t('session:sessions.unknown')
}
