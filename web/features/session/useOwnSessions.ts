import { useCallback, useEffect, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import type { SessionEntry } from '#protocol/session.ts'
import { useModel } from '../../store/react.ts'
import { defineModel } from '../../transport/env.ts'
import type { Result } from '../../transport/request.ts'
import { useOnline } from './hooks.ts'

const sessionsCommands = defineModel('sessionsCommands', (_use, { request }) => ({
  list: () => request('xmpp.session.list', {}),
  end: (which: { id: string } | { others: true }) => request('xmpp.session.end', which),
}))

/** The browsers that are signed in to this account here. */
export function useOwnSessions() {
  const { list, end } = useModel(sessionsCommands)
  const isOnline = useOnline()
  const [sessions, setSessions] = useState<readonly SessionEntry[] | undefined>()
  const [error, setError] = useState<ProtocolError | undefined>()

  const load = useCallback(async (): Promise<void> => {
    const result = await list()
    setError(result.ok ? undefined : result.error)
    if (result.ok) setSessions(result.value)
  }, [list])
  // What was shown before a break may be wrong after it.
  useEffect(() => {
    if (isOnline) void load()
  }, [isOnline, load])

  const signOut = useCallback(
    async (which: { id: string } | { others: true }): Promise<Result<{ ended: number }>> => {
      const result = await end(which)
      await load()
      return result
    },
    [end, load],
  )
  return { sessions, error, isOnline, load, signOut }
}
