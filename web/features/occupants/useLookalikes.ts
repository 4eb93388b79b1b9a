import { useEffect } from 'react'
import { loadWords } from '../../lib/i18n.ts'
import { useModel } from '../../store/react.ts'
import { rosterModel } from '../roster/model.ts'
import { lookalikesModel } from './lookalikesModel.ts'
import { occupantsModel } from './model.ts'

/** The table of letters is large, and nothing waits for it: what is on the page comes first. */
const DELAY_MS = 1000

/** Marks those of a room who can be taken for somebody else, for as long as it is open. */
export function useLookalikes(room: string): void {
  const people = useModel(occupantsModel).of(room)
  const { contacts } = useModel(rosterModel)
  const marks = useModel(lookalikesModel).of(room)
  useEffect(() => {
    let stop: (() => void) | undefined
    let isOver = false
    const begin = async () => {
      const [{ watchLookalikes }] = await Promise.all([
        import('./watchLookalikes.ts'),
        loadWords('lookalikes'),
      ])
      if (!isOver) stop = watchLookalikes(people, contacts, marks)
    }
    // Where it cannot be loaded now, the next visit to the room tries again.
    const timer = setTimeout(() => void begin().catch(() => {}), DELAY_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
      stop?.()
    }
  }, [people, contacts, marks])
}
