import { useEffect, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import type { Listed } from './directory.ts'
import { useDirectoryCommands } from './hooks.ts'

export type Directory =
  | { is: 'asking' }
  | { is: 'none' }
  | { is: 'failed'; service: string; error: ProtocolError }
  | { is: 'ready'; service: string; rooms: readonly Listed[] }

/** The public rooms of a service; of one's own server's when none is named. */
export function useDirectory(named: string | undefined): Directory & { again(): void } {
  const { service: ownService, list } = useDirectoryCommands()
  const [state, setState] = useState<Directory>({ is: 'asking' })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isCurrent = round >= 0
    const ask = async () => {
      setState({ is: 'asking' })
      const service = named ?? (await ownService())
      if (!isCurrent) return
      if (service === undefined) return setState({ is: 'none' })
      const result = await list(service)
      if (!isCurrent) return
      if (result.ok) setState({ is: 'ready', service, rooms: result.value })
      else setState({ is: 'failed', service, error: result.error })
    }
    void ask()
    return () => {
      isCurrent = false
    }
  }, [ownService, list, named, round])
  return { ...state, again: () => setRound((count) => count + 1) }
}
