import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { RetryIcon } from '../../../ui/icons.ts'
import { Link } from '../../../ui/Link.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useOnline, useOwnJid } from '../../session/hooks.ts'
import { useAccount } from '../hooks.ts'
import styles from './Account.module.css'
import { ChangePassword } from './ChangePassword.tsx'
import { DeleteAccount } from './DeleteAccount.tsx'

/** One's account with its server: the password, and the end of it. */
export function AccountPage() {
  const jid = useOwnJid()
  const isOnline = useOnline()
  const account = useAccount()
  return (
    <Page
      title={t('register:title')}
      intro={
        <>
          {t('register:intro')} <bdi className={styles.jid}>{jid}</bdi>
        </>
      }
      onBack={() => navigate({ name: 'settings' })}
      backAlways
    >
      {account.is === 'failed' || (account.is === 'asking' && !isOnline) ? (
        <Card tone="bad" role="alert">
          <p>
            {sentence(
              account.is === 'failed' ? account.error : { type: 'wait', reason: 'not-connected' },
              'register',
            )}
          </p>
          <Button icon={RetryIcon} onClick={account.again}>
            {t('register:again')}
          </Button>
        </Card>
      ) : account.is === 'asking' ? (
        <div role="status" aria-busy="true" aria-label={t('register:asking')}>
          <Skeleton kind="line" rows={4} />
        </div>
      ) : (
        <>
          <Elsewhere url={account.told.oob?.url} words={account.told.oob?.description} />
          <ChangePassword jid={jid} />
          <DeleteAccount jid={jid} />
        </>
      )}
    </Page>
  )
}

/** Some servers have it done on a page of their own. */
function Elsewhere({ url, words }: { url: string | undefined; words: string | undefined }) {
  if (!url || !/^https:\/\//iu.test(url)) return null
  return (
    <Card>
      <p>{t('register:elsewhere')}</p>
      <Link href={url} outside>
        {words || url}
      </Link>
    </Card>
  )
}
