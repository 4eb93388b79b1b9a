import { useEffect, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import type { CommandReply } from '#protocol/index.ts'
import { useModel } from '../../store/react.ts'
import { useOnline } from '../session/hooks.ts'
import { registerCommands } from './commands.ts'

export const useRegisterCommands = () => useModel(registerCommands)

export type Account =
  | { is: 'asking' }
  | { is: 'failed'; error: ProtocolError }
  | { is: 'ready'; told: CommandReply<'xmpp.register.get'> }

/** What the server says about changing one's account, asked for when the page opens. */
export function useAccount(): Account & { again(): void } {
  const { look } = useRegisterCommands()
  const isOnline = useOnline()
  const [state, setState] = useState<Account>({ is: 'asking' })
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (round === 0 && !isOnline) return
    let isCurrent = true
    setState({ is: 'asking' })
    void look().then((result) => {
      if (isCurrent)
        setState(result.ok ? { is: 'ready', told: result.value } : { is: 'failed', error: result.error })
    })
    return () => {
      isCurrent = false
    }
  }, [look, round, isOnline])
  return { ...state, again: () => setRound((count) => count + 1) }
}
