import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { CheckIcon, RetryIcon, WarnIcon } from '../../../ui/icons.ts'
import { Spinner } from '../../../ui/Spinner.tsx'
import { useNameOf } from '../../roster/hooks.ts'
import type { Sent } from '../useSending.ts'
import styles from './InviteDialog.module.css'

type InviteResultsProps = { results: ReadonlyMap<string, Sent>; onRetry: (people: string[]) => void }

/** What came of each invitation. */
export function InviteResults({ results, onRetry }: InviteResultsProps) {
  const failed = [...results].flatMap(([jid, sent]) => (typeof sent === 'string' ? [] : [jid]))
  const sent = [...results.values()].filter((each) => each === 'sent').length
  return (
    <>
      {results.size > 1 && (
        <div className={styles.summary}>
          <span role="status">{t('invites:sentOf', { sent, all: results.size })}</span>
          {failed.length > 1 && (
            <Button size="s" icon={RetryIcon} onClick={() => onRetry(failed)}>
              {t('invites:retryAll', { count: failed.length })}
            </Button>
          )}
        </div>
      )}
      <ul className={styles.results} aria-live="polite">
        {[...results].map(([jid, each]) => (
          <li key={jid}>
            <Result jid={jid} sent={each} onRetry={() => onRetry([jid])} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Result({ jid, sent, onRetry }: { jid: string; sent: Sent; onRetry: () => void }) {
  const name = useNameOf(jid)
  return (
    <div className={styles.result}>
      {sent === 'sending' ? (
        <Spinner />
      ) : sent === 'sent' ? (
        <CheckIcon className={styles.good} aria-hidden="true" />
      ) : (
        <WarnIcon className={styles.bad} aria-hidden="true" />
      )}
      <span className={styles.names}>
        <span className={styles.name}>
          <bdi>{name}</bdi>
        </span>
        <span className={styles.address}>
          {typeof sent === 'string' ? t(`invites:result.${sent}`) : sentence(sent, 'invites')}
        </span>
      </span>
      {typeof sent !== 'string' && (
        <Button size="s" onClick={onRetry}>
          {t('invites:retry')}
        </Button>
      )}
    </div>
  )
}
