import type { ProtocolError } from '#protocol/define.ts'
import type { Invite } from '#protocol/invites.ts'
import { useKeys, useModel, useRow, useValue } from '../../store/react.ts'
import { mucModel } from '../muc/model.ts'
import { invitesCommands } from './commands.ts'
import { invitesModel } from './model.ts'

export const useInvitesCommands = () => useModel(invitesCommands)

export function useInvitedRooms(): readonly string[] {
  return useKeys(useModel(invitesModel).invites)
}

export function useInvite(room: string): Invite | undefined {
  return useRow(useModel(invitesModel).invites, room)
}

/** Why the room did not pass on the last invitation, if it said so. */
export function useBounce(room: string): ProtocolError | undefined {
  return useRow(useModel(invitesModel).bounces, room)
}

/** The room into which somebody is about to be invited, and how to put that away. */
export function useInviting(): { room: string | undefined; done: () => void } {
  const { inviting } = useModel(mucModel)
  return { room: useValue(inviting), done: () => inviting.set(undefined) }
}
