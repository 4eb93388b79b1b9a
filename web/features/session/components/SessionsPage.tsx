import { useState } from 'react'
import type { SessionEntry } from '#protocol/session.ts'
import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { toast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { SystemIcon } from '../../../ui/icons.ts'
import { Page } from '../../../ui/Page.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useOwnSessions } from '../useOwnSessions.ts'
import { SessionRow } from './SessionRow.tsx'
import styles from './SessionsPage.module.css'

/** Where this account is signed in on this gateway, and the way to end it there. */
export function SessionsPage() {
  const { sessions, error, isOnline, load, signOut } = useOwnSessions()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | undefined>()
  const current = sessions?.filter((entry) => entry.current) ?? []
  const others = sessions?.filter((entry) => !entry.current) ?? []

  async function end({ id }: SessionEntry): Promise<string | undefined> {
    const result = await signOut({ id })
    if (!result.ok) return sentence(result.error, 'session')
    toast({ text: t('session:sessions.done', { count: 1 }) })
    return undefined
  }

  async function endAll(): Promise<void> {
    setBusy(true)
    const result = await signOut({ others: true })
    setBusy(false)
    if (!result.ok) return setProblem(sentence(result.error, 'session'))
    setAsking(false)
    toast({ text: t('session:sessions.done', { count: result.value.ended }) })
  }

  return (
    <Page
      title={t('session:sessions.title')}
      intro={t('session:sessions.intro')}
      onBack={() => navigate({ name: 'home' })}
    >
      {(error || (!sessions && !isOnline)) && (
        <Card tone="bad" role="alert">
          <p>{sentence(error ?? { type: 'wait', reason: 'not-connected' }, 'session')}</p>
          <Button onClick={() => void load()}>{t('session:sessions.again')}</Button>
        </Card>
      )}
      {!sessions && !error && isOnline && <Skeleton />}
      {sessions && (
        <>
          <ul className={styles.list}>
            {current.map((entry) => (
              <SessionRow key={entry.id} entry={entry} />
            ))}
          </ul>
          {others.length === 0 ? (
            <EmptyState
              icon={SystemIcon}
              title={t('session:sessions.none')}
              text={t('session:sessions.noneText')}
            />
          ) : (
            <Section
              title={t('session:sessions.others')}
              action={
                <Button variant="danger" onClick={() => setAsking(true)}>
                  {t('session:sessions.all')}
                </Button>
              }
            >
              <ul className={styles.list}>
                {others.map((entry) => (
                  <SessionRow key={entry.id} entry={entry} onSignOut={() => end(entry)} />
                ))}
              </ul>
            </Section>
          )}
        </>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('session:sessions.allTitle')}
        text={t('session:sessions.allText')}
        confirm={t('session:sessions.all')}
        tone="danger"
        busy={busy}
        error={problem}
        onConfirm={() => void endAll()}
      />
    </Page>
  )
}
