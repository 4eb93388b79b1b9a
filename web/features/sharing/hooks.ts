import { useEffect, useState } from 'react'
import { useModel } from '../../store/react.ts'
import { sharingCommands } from './commands.ts'

export const useFindPassword = () => useModel(sharingCommands).findPassword

/** Looks for a room's password once somebody wants it, and takes what they type where nobody knows it. */
export function usePasswordToGive(room: string, isWanted: boolean) {
  const { findPassword } = useModel(sharingCommands)
  const [isLooking, setLooking] = useState(false)
  const [found, setFound] = useState<string | undefined>()
  const [typed, setTyped] = useState('')
  useEffect(() => {
    if (!isWanted) return
    let isMounted = true
    setLooking(true)
    void findPassword(room).then((password) => {
      if (!isMounted) return
      setFound(password)
      setLooking(false)
    })
    return () => {
      isMounted = false
    }
  }, [findPassword, room, isWanted])
  return {
    /** Empty until somebody knows it. */
    password: found ?? typed,
    isAsked: isWanted && !isLooking && found === undefined,
    typed,
    setTyped,
  }
}
