import { useMemo, useState } from 'react'
import type { Affiliation, Role } from '#protocol/occupants.ts'
import { t } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'
import { toast } from '../../lib/toasts.ts'
import { batch } from '../../store/batch.ts'
import { useOccupantsCommands } from '../occupants/hooks.ts'
import { affiliationRefusal, type Refusal } from '../occupants/permissions.ts'
import { useAffiliationsCommands, useTable } from './hooks.ts'
import { type Question, type RowContext, rankName, refusalWords } from './menu.ts'
import { hasOtherOwner } from './review.ts'
import type { RoomTable } from './roomTable.ts'

export type Panel = 'review' | 'log'

export interface Console {
  /** Read out politely. */
  readonly said: string
  readonly question: Question | undefined
  /** What stands beside the table. */
  readonly panel: Panel | undefined
  show(panel: Panel | undefined): void
  ask(question: Question | undefined): void
  say(words: string): void
  /** Stages one rank for many; those it cannot be staged for are left, and it says why. */
  stageAll(keys: readonly string[], to: Affiliation, reason?: string, removes?: boolean): void
  /** Makes somebody what they were, at once; what has to be asked about first, or has to wait, is staged and shown. */
  takeBack(jid: string, to: Affiliation): void
  select(keys: readonly string[], isOn: boolean): void
  /** For the menu of a row, made when it opens. */
  contextOf(key: string): RowContext | undefined
}

/** What the parts of the console have in common: the open question, what is said, and the staging of changes. */
export function useConsole(room: string): Console {
  const table = useTable(room)
  const { setRole } = useOccupantsCommands()
  const { change } = useAffiliationsCommands()
  const [said, say] = useState('')
  const [question, ask] = useState<Question | undefined>(undefined)
  const [panel, show] = useState<Panel | undefined>(undefined)
  const steady = useMemo(() => {
    const stageAll = (keys: readonly string[], to: Affiliation, reason?: string, removes = false) => {
      const { able, refusals } = sorted(table, keys, to)
      table.stage(able.map((jid) => ({ jid, to, removes, ...(reason === undefined ? {} : { reason }) })))
      const done = t('affiliations:said.staged', { count: able.length, rank: rankName(to) })
      const why = [...new Set(refusals)].map(refusalWords).join(' ')
      const left = t('affiliations:said.left', { count: refusals.length, why })
      say(refusals.length > 0 ? `${done} ${left}` : done)
      if (refusals.length > 0) toast({ tone: 'bad', text: left })
    }
    const takeBack = (jid: string, to: Affiliation) => {
      const state = table.run.get()?.state
      const isBusy = state === 'running' || state === 'waiting'
      const { able } = sorted(table, [jid], to)
      if (able.length > 0 && !isBusy && to !== 'owner' && jid !== table.actor().jid) {
        say(t('affiliations:said.made', { who: jid, rank: rankName(to) }))
        void change(room, { jid, to })
        return
      }
      stageAll([jid], to)
      if (able.length > 0) show('review')
    }
    const role = async (nick: string, next: Role) => {
      const result = await setRole(room, nick, next)
      if (!result.ok)
        toast({
          tone: 'bad',
          text: t('occupants:failed', { nick, why: sentence(result.error, 'occupants') }),
        })
    }
    const contextOf = (key: string): RowContext | undefined => {
      const entry = table.rows.get(key)
      return (
        entry && {
          entry,
          actor: table.actor(),
          staged: table.staged.get(key),
          hasOtherOwner:
            table.owners() === undefined || hasOtherOwner(key, table.rows.values(), table.staged),
          stage: (to) => stageAll([key], to),
          unstage: () => table.unstage([key]),
          setRole: (nick, next) => void role(nick, next),
          ask,
          copy: (text) => void copy(text),
        }
      )
    }
    const select = (keys: readonly string[], isOn: boolean) =>
      batch(() => {
        for (const key of keys)
          if (isOn) table.selected.set(key, true)
          else table.selected.delete(key)
      })
    return { select, stageAll, takeBack, contextOf, ask, say, show }
  }, [table, room, setRole, change])
  return { ...steady, said, question, panel }
}

function sorted(table: RoomTable, keys: readonly string[], to: Affiliation) {
  const able: string[] = []
  const refusals: Refusal[] = []
  const actor = table.actor()
  for (const key of keys) {
    const entry = table.rows.get(key)
    const { affiliation, role = 'none' as const } = entry ?? { affiliation: 'none' as const }
    const jid = key.startsWith('nick:') ? undefined : key
    const target = { affiliation, role, self: key === actor.jid, ...(jid ? { jid } : {}) }
    const refusal = affiliationRefusal(actor, target, to)
    // Back to what they are takes back what was staged.
    if (refusal === undefined || refusal === 'already') able.push(key)
    else refusals.push(refusal)
  }
  return { able, refusals }
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast({ tone: 'good', text: t('affiliations:copied') })
  } catch {
    // A page without a secure origin has no clipboard: show it, so that it can be copied by hand.
    toast({ text })
  }
}
