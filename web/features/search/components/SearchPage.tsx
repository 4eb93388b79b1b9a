import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { RetryIcon, SearchIcon } from '../../../ui/icons.ts'
import { Page } from '../../../ui/Page.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useReady } from '../../session/hooks.ts'
import { useDirectory } from '../hooks.ts'
import { SearchForm } from './SearchForm.tsx'

/** Looks for people in a directory; in that of one's own server when none is named. */
export function SearchPage({ jid }: { jid?: string }) {
  const { directory, again } = useDirectory(jid, useReady())
  const where = directory.is === 'ready' ? directory.question.jid : jid
  return (
    <Page
      title={t('search:title')}
      intro={where && t('search:intro', { jid: where })}
      onBack={() => navigate(jid === undefined ? { name: 'home' } : { name: 'services', jid })}
      backAlways={jid !== undefined}
    >
      {directory.is === 'asking' && (
        <div role="status" aria-busy="true" aria-label={t('search:asking')}>
          <Skeleton kind="line" rows={4} />
        </div>
      )}
      {directory.is === 'none' && (
        <EmptyState
          icon={SearchIcon}
          title={t('search:none')}
          text={t('search:noneText')}
          action={<Button onClick={() => navigate({ name: 'add' })}>{t('search:byAddress')}</Button>}
        />
      )}
      {directory.is === 'failed' && (
        <div role="alert">
          <EmptyState
            icon={SearchIcon}
            title={t('search:failed')}
            text={sentence({ by: jid, ...directory.error }, 'search')}
            action={
              <Button icon={RetryIcon} onClick={again}>
                {t('search:again')}
              </Button>
            }
          />
        </div>
      )}
      {directory.is === 'ready' && <SearchForm key={directory.question.jid} question={directory.question} />}
    </Page>
  )
}
