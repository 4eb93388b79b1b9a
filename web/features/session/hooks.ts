import { useEffect, useState, useSyncExternalStore } from 'react'
import type { SessionState } from '#protocol/session.ts'
import { useModel, useValue } from '../../store/react.ts'
import { sessionCommands } from './commands.ts'
import { type Link, sessionModel } from './model.ts'
import { vaultModel } from './vault.ts'

export function useSessionCommands() {
  return useModel(sessionCommands)
}

/** Whether to ask before signing out, about how many messages, and both answers. */
export function useLeaving() {
  const { isAsking, unsent } = useModel(vaultModel)
  const { signOut } = useSessionCommands()
  const stay = () => isAsking.set(false)
  return { isAsking: useValue(isAsking), count: useValue(unsent), stay, leave: () => void signOut(true) }
}

export function useOwnJid(): string {
  const session = useModel(sessionModel)
  useValue(session.own)
  return session.bare()
}

export function useLink(): Link {
  return useValue(useModel(sessionModel).link)
}

export function useUpstream(): SessionState {
  return useValue(useModel(sessionModel).upstream)
}

/** False until the first snapshot: show the shape of what comes, not emptiness. */
export function useReady(): boolean {
  return useValue(useModel(sessionModel).ready)
}

export function useOnline(): boolean {
  const link = useLink()
  return useUpstream().state === 'online' && link.state === 'open'
}

/** Which link is broken: this device's, the one to the gateway, or the one from there to the server. */
export interface Trouble {
  readonly kind: 'offline' | 'gateway' | 'server'
  /** Milliseconds since 1970: the next try by itself. */
  readonly retryAt?: number
  readonly since?: number
  readonly server?: string
}

/** A link that comes back within this is nobody's business. */
const GRACE_MS = 1000

const onNetwork = (listener: () => void) => {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}
const isOffline = () => navigator.onLine === false

function broken(link: Link, offline: boolean): Trouble | undefined {
  if (link.state === 'open') return undefined
  return {
    kind: offline ? 'offline' : 'gateway',
    retryAt: link.state === 'broken' ? link.retryAt : undefined,
  }
}

/** What is wrong with the connection, once it has been wrong for a moment. */
export function useTrouble(): Trouble | undefined {
  const session = useModel(sessionModel)
  const link = useValue(session.link)
  const upstream = useValue(session.upstream)
  const since = useValue(session.awaySince)
  const offline = useSyncExternalStore(onNetwork, isOffline)
  const server = session.own.get()?.domain ?? ''
  const now: Trouble | undefined =
    broken(link, offline) ??
    (upstream.state === 'reconnecting'
      ? { kind: 'server', retryAt: upstream.retryAt, since, server }
      : undefined)

  const isWrong = now !== undefined
  const [lasts, setLasts] = useState(false)
  useEffect(() => {
    if (!isWrong) return setLasts(false)
    const timer = setTimeout(() => setLasts(true), GRACE_MS)
    return () => clearTimeout(timer)
  }, [isWrong])
  return lasts ? now : undefined
}

/** Whole seconds until then, counted down while it lies ahead; 0 once it has come. */
export function useSecondsUntil(at: number | undefined): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    setNow(Date.now())
    if (at === undefined || at <= Date.now()) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [at])
  return at === undefined ? 0 : Math.max(0, Math.ceil((at - now) / 1000))
}
