import { useMemo, useState } from 'react'
import { inRoom } from '../../lib/conversation.ts'
import { useModel } from '../../store/react.ts'
import { timelineModel } from '../timeline/model.ts'
import type { Progress, Removed } from './commands.ts'
import { useIsOffered, useModerationCommands } from './hooks.ts'

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
