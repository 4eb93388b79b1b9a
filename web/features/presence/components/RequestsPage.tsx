import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { Slot } from '../../../lib/slots.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { AddPersonIcon } from '../../../ui/icons.ts'
import { Page } from '../../../ui/Page.tsx'
import { useRequests, useWaitingStrangers } from '../hooks.ts'
import { RequestRow } from './RequestRow.tsx'
import styles from './RequestsPage.module.css'

/** Who asks to see one's presence, and strangers who wrote, each with the address first: a name can be anybody's. */
export function RequestsPage() {
  const jids = useRequests()
  const strangers = useWaitingStrangers()
  const isEmpty = jids.length + strangers.all === 0
  return (
    <Page
      title={t('presence:requests')}
      intro={jids.length === 0 ? undefined : t('presence:requestsText')}
      onBack={() => navigate({ name: 'home' })}
    >
      {isEmpty ? (
        <EmptyState
          icon={AddPersonIcon}
          title={t('presence:noRequests')}
          text={t('presence:noRequestsText')}
          action={<Button onClick={() => navigate({ name: 'add' })}>{t('presence:addContact')}</Button>}
        />
      ) : (
        jids.length > 0 && (
          <ul className={styles.list}>
            {jids.map((jid) => (
              <RequestRow key={jid} jid={jid} />
            ))}
          </ul>
        )
      )}
      <Slot name="requests" props={{}} />
    </Page>
  )
}
