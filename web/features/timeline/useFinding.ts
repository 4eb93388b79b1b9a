import { useEffect, useState } from 'react'
import type { ConversationId } from '../../lib/conversation.ts'
import { useModel } from '../../store/react.ts'
import { historyDoor } from './door.ts'
import type { Jump, NoJump } from './jumps.ts'
import type { KeptRow } from './keptRow.ts'
import { merged } from './searchArchive.ts'

const PAUSE_MS = 200
/** Archives are asked once somebody has really stopped typing. */
const ARCHIVE_PAUSE_MS = 400

/** What was looked through: what this browser has kept, with the archive to come, and both. */
export type Scope = 'kept' | 'asking' | 'both'

/** Looks for words in what was said, and goes to where they were, or to a day. */
export function useFinding(conversation: ConversationId, onGone: () => void) {
  const door = useModel(historyDoor)
  const [words, setWords] = useState('')
  const [found, setFound] = useState<readonly KeptRow[] | undefined>(undefined)
  const [scope, setScope] = useState<Scope>('kept')
  const [problem, setProblem] = useState<NoJump | undefined>(undefined)
  const [isGoing, setGoing] = useState(false)

  useEffect(() => {
    setFound(undefined)
    if (words.trim() === '') return
    let isOver = false
    const timer = setTimeout(async () => {
      const history = await door.open().catch(() => undefined)
      const rows = (await history?.search(conversation, words, () => isOver)) ?? []
      if (isOver) return
      setFound(rows)
      setScope('asking')
      await new Promise((resolve) => setTimeout(resolve, ARCHIVE_PAUSE_MS))
      const more = isOver ? undefined : await history?.searchArchive(conversation, words, () => isOver)
      if (isOver) return
      setScope(more ? 'both' : 'kept')
      if (more) setFound(merged(rows, more))
    }, PAUSE_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [door, conversation, words])

  async function go(jump: (history: Awaited<ReturnType<typeof door.open>>) => Promise<Jump>): Promise<void> {
    if (isGoing) return
    setGoing(true)
    setProblem(undefined)
    const history = await door.open().catch(() => undefined)
    const reached: Jump = history ? await jump(history) : { why: 'failed' }
    setGoing(false)
    if ('why' in reached) return setProblem(reached.why)
    onGone()
    door.target.set({ conversation, key: reached.key })
  }

  return {
    words,
    setWords,
    found,
    scope,
    problem,
    isGoing,
    toMessage: (row: KeptRow) => go(({ jumps }) => jumps.toFound(row)),
    /** `day` as a date field gives it: year, month and day. */
    toDay: (day: string) =>
      go(({ jumps }) => jumps.toDate(conversation, new Date(`${day}T00:00:00`).getTime())),
  }
}
