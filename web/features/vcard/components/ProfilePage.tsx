import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Slot } from '../../../lib/slots.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { RetryIcon } from '../../../ui/icons.ts'
import { Page } from '../../../ui/Page.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useOnline, useOwnJid } from '../../session/hooks.ts'
import { fieldsOf } from '../card.ts'
import { useCard } from '../useCard.ts'
import { ProfileForm } from './ProfileForm.tsx'

const NOTHING = fieldsOf({})

/** What one tells of oneself, to be changed. */
export function ProfilePage() {
  const jid = useOwnJid()
  const isOnline = useOnline()
  const card = useCard(undefined, jid)
  const back = () => navigate({ name: 'home' })
  if (card.is === 'ready') return <ProfileForm read={card.fields} onBack={back} />
  // Where nobody has made a card yet, most servers say so.
  if (card.is === 'failed' && card.error.condition === 'item-not-found')
    return <ProfileForm read={NOTHING} onBack={back} />
  return (
    <Page title={t('profile:yours')} intro={t('profile:intro')} onBack={back}>
      <Slot name="ownProfile" props={{}} />
      {card.is === 'failed' || !isOnline ? (
        <Card tone="bad" role="alert">
          <p>
            {sentence(card.is === 'failed' ? card.error : { type: 'wait', reason: 'not-connected' }, 'vcard')}
          </p>
          <Button icon={RetryIcon} onClick={card.again}>
            {t('vcard:again')}
          </Button>
        </Card>
      ) : (
        <div role="status" aria-busy="true" aria-label={t('vcard:asking')}>
          <Skeleton kind="line" rows={6} />
        </div>
      )}
    </Page>
  )
}
