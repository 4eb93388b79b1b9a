import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Spinner } from '../../../ui/Spinner.tsx'
import type { Older } from '../older.ts'
import styles from './OlderState.module.css'

/** One line above the oldest message: more is coming, there is no more, or it could not be had. */
export function OlderState({ older, onRetry }: { older: Older; onRetry: () => void }) {
  if (older === 'loading')
    return (
      <span className={styles.state}>
        <Spinner /> {t('timeline:loadingOlder')}
      </span>
    )
  if (older === 'none') return <span className={styles.state}>{t('timeline:beginning')}</span>
  if (older === 'dropped') return <span className={styles.state}>{t('timeline:dropped')}</span>
  if (older !== 'failed') return null
  return (
    <span className={styles.state}>
      {t('timeline:olderFailed')}{' '}
      <Button variant="plain" size="s" onClick={onRetry}>
        {t('timeline:olderRetry')}
      </Button>
    </span>
  )
}
