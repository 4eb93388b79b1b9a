import type { ProtocolError } from '#protocol/define.ts'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { RetryIcon } from '../../../ui/icons.ts'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { isEmpty } from '../card.ts'
import { useCard } from '../useCard.ts'
import styles from './Card.module.css'
import { CardLines } from './CardLines.tsx'

/** What somebody's card says, or why it says nothing. */
export function Told({ jid }: { jid: string }) {
  const card = useCard(jid, jid)
  if (card.is === 'asking')
    return (
      <div aria-busy="true" aria-label={t('vcard:asking')} role="status">
        <Skeleton kind="line" rows={2} />
      </div>
    )
  if (card.is === 'ready')
    return isEmpty(card.fields) ? (
      <p className={styles.quiet}>{t('vcard:empty')}</p>
    ) : (
      <CardLines fields={card.fields} />
    )
  // Most servers say that there is no such thing instead of an empty card.
  if (card.error.condition === 'item-not-found') return <p className={styles.quiet}>{t('vcard:empty')}</p>
  return (
    <div role="alert">
      <p className={styles.quiet}>{wordsOf(card.error)}</p>
      <Button variant="plain" size="s" icon={RetryIcon} onClick={card.again}>
        {t('vcard:again')}
      </Button>
    </div>
  )
}

// XEP-0191 §3: one's own server lets nothing go to whom one blocked.
const wordsOf = (error: ProtocolError) =>
  error.condition === 'not-acceptable' ? t('vcard:notAsked') : sentence(error, 'vcard')
