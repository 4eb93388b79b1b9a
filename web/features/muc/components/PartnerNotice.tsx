import { parseConversation } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { formatRoute } from '../../../lib/route.ts'
import { InfoIcon } from '../../../ui/icons.ts'
import { Link } from '../../../ui/Link.tsx'
import { useAway } from '../hooks.ts'
import styles from './Notice.module.css'

/** Whom one wrote to in private has another nick now: where it goes on. */
export function PartnerNotice({ conversation }: { conversation: string }) {
  const next = useAway(conversation)?.next
  const target = parseConversation(conversation)
  if (next === undefined || target.kind !== 'private') return null
  const { room, nick } = target
  return (
    <div className={styles.notice}>
      <InfoIcon className={styles.icon} aria-hidden="true" />
      <p className={styles.words} role="status">
        <span>{t('muc:private.renamed', { nick, next })}</span>
        <Link href={formatRoute({ name: 'private', room, nick: next })}>
          {t('muc:private.goOn', { nick: next })}
        </Link>
      </p>
    </div>
  )
}
