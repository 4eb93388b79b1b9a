import { useEffect, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import { useModel } from '../../store/react.ts'
import { type Desk, roomRegistrationCommands } from './commands.ts'

export const useRoomRegistrationCommands = () => useModel(roomRegistrationCommands)

export type Asked = { is: 'asking' } | { is: 'failed'; error: ProtocolError } | { is: 'open'; desk: Desk }

/** What the room wants to know of those who register. */
export function useDesk(room: string, wish: 'nick' | 'membership'): Asked {
  const { find, findForMembership } = useRoomRegistrationCommands()
  const [state, setState] = useState<Asked>({ is: 'asking' })
  useEffect(() => {
    let isCurrent = true
    const ask = wish === 'nick' ? find : findForMembership
    void ask(room).then((result) => {
      if (isCurrent)
        setState(result.ok ? { is: 'open', desk: result.value } : { is: 'failed', error: result.error })
    })
    return () => {
      isCurrent = false
    }
  }, [find, findForMembership, room, wish])
  return state
}
