import { useState } from 'react'
import { fromHere } from '../../lib/route.ts'
import { useMucCommands } from './hooks.ts'

/** Goes to the room that took another one's place: straight inside where its door is open, else to the door. */
export function useFollow() {
  const { describe, join, learnPassword, usualNick } = useMucCommands()
  const [isFollowing, setFollowing] = useState(false)

  async function follow(room: string, password: string | undefined): Promise<void> {
    setFollowing(true)
    const goOn = fromHere()
    // The door finds it there, should something else stand in the way.
    if (password) learnPassword(room, password)
    const info = await describe(room)
    const isOpen =
      info.ok && (!info.value.hasPassword || password !== undefined) && !info.value.showsAddresses
    const result = isOpen ? await join(room, usualNick(), password, 'invitation') : info
    setFollowing(false)
    goOn(isOpen && result.ok ? { name: 'room', room } : { name: 'join', room })
  }

  return {
    isFollowing,
    follow(room: string, password?: string): void {
      if (!isFollowing) void follow(room, password)
    },
  }
}
