import { useCallback, useEffect, useRef, useState } from 'react'
import type { Reason } from '#protocol/define.ts'
import type { SessionInfo } from '#protocol/session.ts'
import { SignIn } from '../features/session/components/SignIn.tsx'
import { forgetKept, isForGood } from '../features/session/ending.ts'
import { forgetArrivals } from '../lib/arrival.ts'
import { claimTab } from '../lib/claimTab.ts'
import { setFileOrigins } from '../lib/files.ts'
import { t } from '../lib/i18n.ts'
import { forgetPictures } from '../lib/pictures.ts'
import { type Route, useRoute } from '../lib/route.ts'
import { tabMemory } from '../lib/storage.ts'
import { dismissToasts } from '../lib/toasts.ts'
import { fetchSession } from '../transport/http.ts'
import { Button } from '../ui/Button.tsx'
import styles from './Notice.module.css'
import { ShellSkeleton } from './ShellSkeleton.tsx'

const loadChat = () => import('./Chat.tsx')
type ChatPart = Awaited<ReturnType<typeof loadChat>>['Chat']

type State =
  | { is: 'asking' }
  | { is: 'away' }
  | { is: 'out'; info: SessionInfo; notice: Reason | undefined; isBack: boolean }
  | { is: 'entering' }
  | { is: 'in'; Chat: ChatPart; visit: number }

/** Signed in or not: the cookie knows, and only the gateway can read it. */
export function Root() {
  const [state, setState] = useState<State>({ is: 'asking' })
  // Who comes straight after somebody else is shown nothing of what was theirs.
  const visits = useRef(0)
  const enter = useCallback(async (jid: string) => {
    claimTab(jid)
    setState({ is: 'entering' })
    visits.current += 1
    const visit = visits.current
    const part = await loadChat().catch(() => undefined)
    setState(part ? { is: 'in', Chat: part.Chat, visit } : { is: 'away' })
  }, [])
  const ask = useCallback(
    async (notice?: Reason) => {
      const info = await fetchSession()
      if (info.ok) setFileOrigins(info.value.files)
      if (!info.ok) setState({ is: 'away' })
      else if (info.value.session) await enter(info.value.session.jid)
      else {
        // No page was there to hear it.
        const { ended } = info.value
        const isLeft = !notice && isForGood(ended?.reason)
        if (ended && isLeft) {
          forgetPerson()
          forgetKept(ended.jid).catch(() => {})
        }
        const why = notice ?? ended?.reason
        setState({ is: 'out', info: info.value, notice: why, isBack: why !== undefined && !isLeft })
      }
    },
    [enter],
  )
  const signedOut = useCallback(
    (reason: Reason | undefined) => {
      forgetPictures()
      // Who signs in next may be somebody else.
      if (reason === 'logged-out' || isForGood(reason)) forgetPerson()
      void ask(reason ?? 'logged-out')
    },
    [ask],
  )
  const route = useRoute()

  const retry = useCallback(() => void ask(), [ask])
  useEffect(retry, [retry])
  // While somebody types their password, what they need next is on its way.
  useEffect(() => {
    if (state.is === 'out') loadChat().catch(() => {})
  }, [state.is])

  if (state.is === 'asking' || state.is === 'entering') return <ShellSkeleton />
  if (state.is === 'away') return <Away retry={retry} />
  if (state.is === 'out')
    return (
      <SignIn
        info={state.info}
        notice={state.notice}
        // Who was signed in a moment ago was in that room, and is no guest of it.
        invited={state.isBack ? undefined : roomOf(route)}
        onSignedIn={(jid) => void enter(jid)}
      />
    )
  return <state.Chat key={state.visit} onSignedOut={signedOut} />
}

function forgetPerson(): void {
  forgetArrivals()
  dismissToasts()
  tabMemory.clear()
}

/** The room that the address leads into, where it leads into one. */
function roomOf(route: Route): string | undefined {
  const isDoor = route.name === 'join' || (route.name === 'room' && route.panel === undefined)
  return isDoor && route.room?.includes('@') ? route.room : undefined
}

const AWAY_MS = 3000

function Away({ retry }: { retry: () => void }) {
  // A gateway that starts anew is there in a moment.
  useEffect(() => {
    const timer = setInterval(retry, AWAY_MS)
    return () => clearInterval(timer)
  }, [retry])
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
