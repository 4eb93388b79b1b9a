import { type FormEvent, useState } from 'react'
import { parseJid } from '#protocol/jid.ts'
import { t } from '../../../lib/i18n.ts'
import { formatRoute, navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { RetryIcon, RoomIcon } from '../../../ui/icons.ts'
import { Link } from '../../../ui/Link.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SearchInput } from '../../../ui/SearchInput.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useDirectory } from '../useDirectory.ts'
import styles from './Directory.module.css'
import { DirectoryList } from './DirectoryList.tsx'

/** The rooms that a server shows to everybody; any other is entered by its address. */
export function DirectoryPage({ service, typed = '' }: { service?: string; typed?: string }) {
  const { directory, again, more } = useDirectory(service)
  const [query, setQuery] = useState(typed)
  const address = addressOf(query)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (address) navigate({ name: 'join', room: address })
  }
  return (
    <Page
      title={t('muc:directory.title')}
      onBack={() => navigate({ name: 'home' })}
      actions={
        <Link className={styles.create} href={formatRoute({ name: 'create' })}>
          {t('muc:create')}
        </Link>
      }
      fills
    >
      <form className={styles.top} onSubmit={submit}>
        <SearchInput
          label={t('muc:directory.search')}
          placeholder={t('muc:directory.placeholder')}
          value={query}
          onChange={setQuery}
        />
        {address && (
          <Button type="submit" variant="primary">
            {t(address.includes('@') ? 'muc:directory.goTo' : 'muc:directory.elsewhere')}
          </Button>
        )}
      </form>
      <div className={styles.list} aria-busy={directory.is === 'asking'}>
        {directory.is === 'asking' && (
          <div role="status" aria-label={t('muc:directory.asking')}>
            <Skeleton rows={6} />
          </div>
        )}
        {directory.is === 'none' && <EmptyState icon={RoomIcon} title={t('muc:directory.noService')} />}
        {directory.is === 'failed' && (
          <div role="alert">
            <EmptyState
              icon={RoomIcon}
              title={t('muc:directory.failed')}
              text={sentence({ ...directory.error, by: directory.service }, 'muc')}
              action={
                <Button icon={RetryIcon} onClick={again}>
                  {t('muc:directory.again')}
                </Button>
              }
            />
          </div>
        )}
        {directory.is === 'ready' && (
          <DirectoryList key={directory.service} directory={directory} query={query} onMore={more} />
        )}
      </div>
    </Page>
  )
}

/** A room's address, or a server's, whose rooms are then listed. */
function addressOf(text: string): string | undefined {
  const wanted = text.trim()
  if (!/[@.]/u.test(wanted) || /\s/u.test(wanted)) return undefined
  const jid = parseJid(wanted)
  if (jid === undefined || jid.resource !== undefined) return undefined
  if (jid.user !== undefined) return `${jid.user}@${jid.domain}`
  return wanted.includes('@') ? undefined : jid.domain
}
