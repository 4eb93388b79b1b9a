import { useMemo, useState } from 'react'
import { inRoom, parseConversation } from '../../lib/conversation.ts'
import { useModel, useValue } from '../../store/react.ts'
import { useRoom, useRoomInfo } from '../muc/hooks.ts'
import { useEntry } from '../timeline/hooks.ts'
import { timelineModel } from '../timeline/model.ts'
import type { Progress, Removed } from './commands.ts'
import { type Asked, moderationModel } from './model.ts'

/** The message that is about to be taken away, and the way to have it asked. */
export function useAsked(): [Asked | undefined, (asked: Asked | undefined) => void] {
  const { asked } = useModel(moderationModel)
  return [useValue(asked), asked.set]
}

/** What takes messages away; it comes when it is first asked for. */
export const useModerationCommands = () => useModel(moderationModel).commands

/** Whether the room takes messages out, and one may ask it to. */
function useIsOffered(room: string): boolean {
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
  if (entry.own) return entry.delivery === 'sent' || entry.delivery === 'delivered' ? 'takeBack' : undefined
  return isOffered && entry.archiveId !== undefined && entry.author !== '' ? 'remove' : undefined
}

/** Somebody in a room. Without an occupant id only what they said under the nick that they still have is theirs. */
export interface Author {
  readonly nick?: string | undefined
  readonly occupantId?: string | undefined
}

type Run = (reason: string, onProgress?: (progress: Progress) => void) => Promise<Removed>

export interface Moderation {
  /** The room does it, and one may ask it to. */
  readonly isOffered: boolean
  /** To be called before a ban, with which a nick is gone; what it gives runs afterwards. */
  prepare(person: Author): Run
  removeAllBy(person: Author, ...how: Parameters<Run>): Promise<Removed>
}

/** Taking out everything that somebody said in a room. */
export function useModeration(room: string): Moderation {
  const isOffered = useIsOffered(room)
  const timeline = useModel(timelineModel)
  const load = useModerationCommands()
  return useMemo(() => {
    const prepare = ({ nick = '', occupantId }: Author): Run => {
      const place = timeline.of(inRoom(room))
      const keys = place.saidBy(nick, occupantId).filter((key) => !place.entries.get(key)?.removed)
      const ids = keys.flatMap((key) => place.archiveIds(key))
      return async (...how) => (await load()).removeAll(room, ids, occupantId, ...how)
    }
    return { isOffered, prepare, removeAllBy: (person, ...how) => prepare(person)(...how) }
  }, [isOffered, timeline, room, load])
}

/** For the question whether to ban somebody: takes out what they said as well, and tells what came of it. */
export function useRemovalWithBan(room: string) {
  const { isOffered, prepare } = useModeration(room)
  const [progress, setProgress] = useState<string | undefined>(undefined)
  return {
    isOffered,
    /** In words, while it goes on. */
    progress,
    prepare(person: Author & { readonly nick: string }) {
      const run = prepare(person)
      return async (reason: string): Promise<void> => {
        const telling = await import('./tellRemoved.ts').then((module) => module.loadTelling())
        const removed = await run(reason, (each) => setProgress(telling.progress(each)))
        telling.outcome(person.nick, removed)
      }
    },
  }
}
