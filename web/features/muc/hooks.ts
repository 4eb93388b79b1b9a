import { useEffect } from 'react'
import { localPart } from '../../lib/conversation.ts'
import type { Collection } from '../../store/collection.ts'
import { useDerived, useModel, useRow } from '../../store/react.ts'
import { mucCommands } from './commands.ts'
import { directoryCommands } from './directory.ts'
import { mucModel, type Refused, type Room } from './model.ts'
import type { RoomInfo } from './roomInfo.ts'

export const useMucCommands = () => useModel(mucCommands)
export const useDirectoryCommands = () => useModel(directoryCommands)

export function useRoom(room: string): Room | undefined {
  return useRow(useModel(mucModel).rooms, room)
}

/** What the room says of itself, as far as anybody asked. */
export function useRoomInfo(room: string): RoomInfo | undefined {
  return useRow(useModel(mucModel).infos, room)
}

export function useRoomName(room: string): string {
  return useRoomInfo(room)?.name || localPart(room)
}

const allRooms = (rooms: Collection<string, Room>) => [...rooms.values()]

/** Every room of this session. */
export function useRooms(): Room[] {
  return useDerived(useModel(mucModel).rooms, allRooms)
}

/** A try to enter that failed without a form. */
export function useRefused(room: string): Refused | undefined {
  return useRow(useModel(mucModel).refused, room)
}

/** Asks what a room is while it is in sight. */
export function usePeek(room: string): RoomInfo | undefined {
  const { peek } = useDirectoryCommands()
  useEffect(() => peek(room), [peek, room])
  return useRoomInfo(room)
}

/** Puts the question whom to invite before the person; the slice of invitations shows it. */
export function useInvite(): (room: string) => void {
  const { inviting } = useModel(mucModel)
  return inviting.set.bind(inviting)
}
