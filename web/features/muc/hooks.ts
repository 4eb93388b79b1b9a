import { useEffect } from 'react'
import { localPart } from '../../lib/conversation.ts'
import type { Collection } from '../../store/collection.ts'
import { useDerived, useModel, useRow, useValue } from '../../store/react.ts'
import { useBookmark } from '../bookmarks/hooks.ts'
import { sessionModel } from '../session/model.ts'
import { mucCommands } from './commands.ts'
import { directoryCommands } from './directory.ts'
import { mucModel, type Refused, type Room, type RoomDialog } from './model.ts'
import { privatesModel } from './privates.ts'
import type { RoomInfo } from './roomInfo.ts'
import { type SubjectChange, subjectsModel } from './subjects.ts'

export const useMucCommands = () => useModel(mucCommands)
/** One's own address: what a room that shows addresses would show. */
export const useOwnAddress = () => useModel(sessionModel).bare()
export const useDirectoryCommands = () => useModel(directoryCommands)

export function useRoom(room: string): Room | undefined {
  return useRow(useModel(mucModel).rooms, room)
}

/** What the room says of itself, as far as anybody asked. */
export function useRoomInfo(room: string): RoomInfo | undefined {
  return useRow(useModel(mucModel).infos, room)
}

export function useRoomName(room: string): string {
  const own = useBookmark(room)?.name
  const info = useRoomInfo(room)
  return own || info?.name || localPart(room)
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

/** It waits to be entered by itself. */
export function useAwaited(room: string): boolean {
  return useRow(useModel(mucModel).awaited, room) === true
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

/** Opens what there is to say or to ask about a room, over any page. */
export function useAskAbout(): (dialog: RoomDialog) => void {
  return useModel(mucModel).dialog.set
}

/** What is asked about a room now, and how to put that away. */
export function useRoomDialog(): { dialog: RoomDialog | undefined; done: () => void } {
  const { dialog } = useModel(mucModel)
  return { dialog: useValue(dialog), done: () => dialog.set(undefined) }
}

const NO_CHANGES: readonly SubjectChange[] = []

/** What the room talked about, as far as it came by; newest first. */
export function useSubjects(room: string): readonly SubjectChange[] {
  return useRow(useModel(subjectsModel).changes, room) ?? NO_CHANGES
}

/** Set when the other side of a private conversation is not there under that nick: with the new one, if any. */
export const useAway = (conversation: string) => useRow(useModel(privatesModel).away, conversation)
