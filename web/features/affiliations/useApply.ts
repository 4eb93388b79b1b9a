import { useRemovalWithBan } from '../moderation/removal.ts'
import { losesRights } from '../occupants/permissions.ts'
import { useAffiliationsCommands, useReview, useRun, useTable } from './hooks.ts'
import type { Console } from './useConsole.ts'

/** What a press on "Apply" does: some changes cannot be taken back by whoever makes them, and are asked about first. */
export function useApply(room: string, console: Console) {
  const table = useTable(room)
  const { apply } = useAffiliationsCommands()
  const review = useReview(room)
  const run = useRun(room)
  const removal = useRemovalWithBan(room)
  const able = review.filter(({ refusal }) => refusal === undefined)
  const actor = table.actor()
  const gives = able.filter(({ staged }) => staged.to === 'owner').map(({ staged }) => staged.jid)
  const loses = able.some(({ staged }) =>
    losesRights({ target: { ...actor, self: staged.jid === actor.jid }, next: staged.to }),
  )
  const go = async () => {
    // With the ban they are gone, and with them what is known to be theirs by the nick alone.
    const removals = able
      .filter(({ staged }) => staged.removes && staged.to === 'outcast')
      .map(({ staged: { jid, reason } }) => {
        const { nicks = [], reserved = '', occupantId } = table.rows.get(jid) ?? {}
        return { jid, reason, remove: removal.prepare({ nick: nicks[0] ?? reserved, occupantId }) }
      })
    await apply(room)
    for (const { jid, reason, remove } of removals)
      if (table.rows.get(jid)?.affiliation === 'outcast')
        await remove(reason.trim() || table.commonReason.get().trim())
  }
  const isRunning = run?.state === 'running' || run?.state === 'waiting'
  return {
    count: review.length,
    able: able.length,
    failed: able.filter(({ staged }) => staged.error).length,
    gives,
    loses,
    isRunning,
    start() {
      if (isRunning || able.length === 0) return
      if (loses || gives.length > 0) console.ask({ kind: 'confirm' })
      else void go()
    },
    confirmed() {
      console.ask(undefined)
      void go()
    },
  }
}
