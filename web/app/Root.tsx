import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import type { Reason } from '#protocol/define.ts'
import type { SessionInfo } from '#protocol/session.ts'
import { SignIn } from '../features/session/components/SignIn.tsx'
import { t } from '../lib/i18n.ts'
import { fetchSession } from '../transport/http.ts'
import { Button } from '../ui/Button.tsx'
import styles from './Notice.module.css'
import { ShellSkeleton } from './ShellSkeleton.tsx'

const loadChat = () => import('./Chat.tsx')
const Chat = lazy(() => loadChat().then(({ Chat }) => ({ default: Chat })))

type State =
  | { is: 'asking' }
  | { is: 'away' }
  | { is: 'out'; info: SessionInfo; notice?: Reason }
  | { is: 'in' }

/** Signed in or not: the cookie knows, and only the gateway can read it. */
export function Root() {
  const [state, setState] = useState<State>({ is: 'asking' })
  const ask = useCallback(async (notice?: Reason) => {
    const info = await fetchSession()
    if (!info.ok) setState({ is: 'away' })
    else if (info.value.session) setState({ is: 'in' })
    else setState({ is: 'out', info: info.value, ...(notice ? { notice } : {}) })
  }, [])
  const signedOut = useCallback((reason: Reason | undefined) => void ask(reason ?? 'logged-out'), [ask])

  useEffect(() => void ask(), [ask])
  // While somebody types their password, what they need next is on its way.
  useEffect(() => {
    if (state.is === 'out') void loadChat()
  }, [state.is])

  if (state.is === 'asking') return <ShellSkeleton />
  if (state.is === 'away') return <Away retry={() => void ask()} />
  if (state.is === 'out')
    return <SignIn info={state.info} notice={state.notice} onSignedIn={() => setState({ is: 'in' })} />
  return (
    <Suspense fallback={<ShellSkeleton />}>
      <Chat onSignedOut={signedOut} />
    </Suspense>
  )
}

function Away({ retry }: { retry: () => void }) {
  return (
    <main className={styles.notice}>
      <h1 className={styles.title}>{t('common:away.title')}</h1>
      <p>{t('common:away.text')}</p>
      <Button variant="primary" onClick={retry}>
        {t('common:away.retry')}
      </Button>
    </main>
  )
}
