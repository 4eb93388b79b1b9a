import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { AddPersonIcon } from '../../../ui/icons.ts'
import { Page } from '../../../ui/Page.tsx'
import { useRequests } from '../hooks.ts'
import { RequestRow } from './RequestRow.tsx'
import styles from './RequestsPage.module.css'

/** Who asks to see one's presence, each with the address first: a name can be anybody's. */
export function RequestsPage() {
  const jids = useRequests()
  const isEmpty = jids.length === 0
  return (
    <Page
      title={t('presence:requests')}
      intro={isEmpty ? undefined : t('presence:requestsText')}
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
        <ul className={styles.list}>
          {jids.map((jid) => (
            <RequestRow key={jid} jid={jid} />
          ))}
        </ul>
      )}
    </Page>
  )
}
