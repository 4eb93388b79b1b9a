import { t } from '../../../lib/i18n.ts'
import { formatRoute, useRoute } from '../../../lib/route.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { AddPersonIcon } from '../../../ui/icons.ts'
import { useRequests, useWaitingStrangers } from '../hooks.ts'
import styles from './RequestsSection.module.css'

/** There only while somebody waits for an answer. */
export function RequestsSection() {
  const asked = useRequests().length
  const strangers = useWaitingStrangers()
  const count = asked + strangers.unread
  const isHere = useRoute().name === 'requests'
  if (asked + strangers.all === 0) return null
  return (
    <a
      href={formatRoute({ name: 'requests' })}
      className={styles.link}
      aria-current={isHere ? 'page' : undefined}
    >
      <span className={styles.mark}>
        <AddPersonIcon aria-hidden="true" />
      </span>
      <span className={styles.words}>{t('presence:requests')}</span>
      <Badge count={count} label={t('presence:requestCount', { count })} />
    </a>
  )
}
