import { useModel } from '../../store/react.ts'
import { affiliationsCommands } from './commands.ts'
import type { Listed } from './entry.ts'
import { useTable } from './hooks.ts'
import { affiliationsModel } from './model.ts'

/** Stages the chosen lists of one room in another. What is wrong with one of them is seen there, before it is applied. */
export function useCopy(room: string) {
  const from = useTable(room)
  const model = useModel(affiliationsModel)
  const { load } = useModel(affiliationsCommands)
  const own = from.actor().jid
  return async (target: string, lists: readonly Listed[]): Promise<number> => {
    const to = model.of(target)
    if (!to.isWhole()) await load(target)
    const wishes = [...from.rows.values()].flatMap(({ jid, affiliation, reason }) =>
      jid &&
      jid !== own &&
      lists.some((each) => each === affiliation) &&
      to.rows.get(jid)?.affiliation !== affiliation
        ? [{ jid, to: affiliation, ...(reason ? { reason } : {}) }]
        : [],
    )
    to.stage(wishes)
    return wishes.length
  }
}
