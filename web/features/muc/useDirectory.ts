import { useCallback, useEffect, useRef, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import { type DirectoryPage, type Listed, useServices } from './services.ts'

interface Ready {
  is: 'ready'
  service: string
  rooms: readonly Listed[]
  next?: string
  count?: number
  /** The rest did not come. */
  error?: ProtocolError
}
export type Directory =
  | { is: 'asking' }
  | { is: 'none' }
  | { is: 'failed'; service: string; error: ProtocolError }
  | Ready

/** The public rooms of a service, part by part; of one's own server's when none is named. */
export function useDirectory(named: string | undefined) {
  const { service: ownService, list } = useServices()
  const [state, setState] = useState<Directory>({ is: 'asking' })
  const [round, setRound] = useState(0)
  const reading = useRef(false)

  useEffect(() => {
    let isCurrent = round >= 0
    reading.current = false
    const ask = async () => {
      setState({ is: 'asking' })
      const service = named ?? (await ownService())
      if (!isCurrent) return
      if (service === undefined) return setState({ is: 'none' })
      const result = await list(service)
      if (!isCurrent) return
      if (result.ok) setState({ is: 'ready', ...result.value })
      else setState({ is: 'failed', service, error: result.error })
    }
    void ask()
    return () => {
      isCurrent = false
    }
  }, [ownService, list, named, round])

  const { service, next } = state.is === 'ready' ? state : { service: undefined, next: undefined }
  const more = useCallback(async (): Promise<void> => {
    if (reading.current || service === undefined || next === undefined) return
    reading.current = true
    const result = await list(service, next)
    reading.current = false
    setState((before) => {
      if (before.is !== 'ready' || before.service !== service || before.next !== next) return before
      return result.ok ? joined(before, result.value) : { ...before, error: result.error }
    })
  }, [list, service, next])

  return { directory: state, again: () => setRound((count) => count + 1), more }
}

/** What came later stands below what was there: rows do not move under who reads them. */
function joined({ error: _error, next: _next, ...before }: Ready, page: DirectoryPage): Ready {
  const known = new Set(before.rooms.map(({ room }) => room))
  const fresh = page.rooms.filter(({ room }) => !known.has(room))
  const { next } = page
  return { ...before, rooms: [...before.rooms, ...fresh], ...(next === undefined ? {} : { next }) }
}
