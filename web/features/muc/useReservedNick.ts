import { useEffect, useRef, useState } from 'react'
import { useMucCommands } from './hooks.ts'
import { useNickCommands } from './nicks.ts'

/** The nick to enter with: that of before, else the one that the room keeps for us, else the usual one. */
export function useReservedNick(room: string, before: string | undefined) {
  const { usualNick } = useMucCommands()
  const { reserved } = useNickCommands()
  const [nick, setNick] = useState(() => before ?? usualNick())
  const [kept, setKept] = useState<string | undefined>()
  const isTouched = useRef(before !== undefined)
  useEffect(() => {
    let isMounted = true
    void reserved(room).then((found) => {
      if (!isMounted || !found) return
      setKept(found)
      // What somebody typed meanwhile is theirs.
      if (!isTouched.current) setNick(found)
    })
    return () => {
      isMounted = false
    }
  }, [reserved, room])
  return {
    nick,
    isReserved: kept !== undefined && nick === kept,
    setNick(next: string): void {
      isTouched.current = true
      setNick(next)
    },
  }
}
