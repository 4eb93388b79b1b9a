import { parseConversation } from '../../lib/conversation.ts'
import { useModel, useValue } from '../../store/react.ts'
import { useRoom, useRoomInfo } from '../muc/hooks.ts'
import { hasArrived, useEntry } from '../timeline/hooks.ts'
import { type Asked, moderationModel } from './model.ts'

/** The message that is about to be taken away, and the way to have it asked. */
export function useAsked(): [Asked | undefined, (asked: Asked | undefined) => void] {
  const { asked } = useModel(moderationModel)
  return [useValue(asked), asked.set]
}

/** What takes messages away; it comes when it is first asked for. */
export const useModerationCommands = () => useModel(moderationModel).commands

/** Whether the room takes messages out, and one may ask it to. */
export function useIsOffered(room: string): boolean {
  const isOffered = useRoomInfo(room)?.offersModeration ?? false
  const row = useRoom(room)
  return isOffered && row?.state === 'joined' && row.role === 'moderator'
}

/** How one could take a message away. */
export function useWayOut(conversation: string, key: string): Asked['way'] | undefined {
  const entry = useEntry(conversation, key)
  const target = parseConversation(conversation)
  const isOffered = useIsOffered(target.kind === 'room' ? target.room : '')
  if (!entry || entry.removed) return undefined
  if (entry.own) return hasArrived(entry) ? 'takeBack' : undefined
  return isOffered && entry.archiveId !== undefined && entry.author !== '' ? 'remove' : undefined
}
