import { useCallback, useEffect } from 'react'
import type { Collection } from '../../store/collection.ts'
import { useDerived, useModel, useRow, useValue } from '../../store/react.ts'
import type { Party, Refusal } from '../occupants/permissions.ts'
import { useOnline } from '../session/hooks.ts'
import { affiliationsCommands } from './commands.ts'
import type { Entry, Listed, ListState } from './entry.ts'
import { affiliationLogModel, type LogEntry } from './log.ts'
import { affiliationsModel } from './model.ts'
import type { Reviewed } from './review.ts'
import type { RoomTable } from './roomTable.ts'
import type { Run, Staged, Undo } from './staged.ts'
import type { Sort, Tab, View } from './tableIndex.ts'

const NOTHING: readonly LogEntry[] = []

export const useAffiliationsCommands = () => useModel(affiliationsCommands)
export const useTable = (room: string): RoomTable => useModel(affiliationsModel).of(room)

/** Reads the lists when the console opens, and again whenever the session began anew. */
export function useLists(room: string): void {
  const { load } = useAffiliationsCommands()
  const beginnings = useValue(useModel(affiliationsModel).stale)
  const isOnline = useOnline()
  useEffect(() => {
    if (isOnline && beginnings >= 0) void load(room)
  }, [load, room, isOnline, beginnings])
}

export function useListState(room: string, affiliation: Listed): ListState | undefined {
  return useRow(useTable(room).lists, affiliation)
}

const allForbidden = (lists: Collection<Listed, ListState>) =>
  lists.size > 0 &&
  [...lists.values()].every((each) => each.is === 'failed' && each.error.condition === 'forbidden')
/** Whether the room keeps all of its lists from us. */
export const useShowsNoList = (room: string): boolean => useDerived(useTable(room).lists, allForbidden)

const anyLoading = (lists: Collection<Listed, ListState>) =>
  lists.size === 0 || [...lists.values()].some(({ is }) => is === 'loading')
export const useIsLoading = (room: string): boolean => useDerived(useTable(room).lists, anyLoading)

/** What of the table is shown, in order; computed when a row or what is asked for changed. */
export function useView(room: string, sort: Sort, tab: Tab, query: string): View {
  const { index, rows } = useTable(room)
  return useDerived(
    rows,
    useCallback(() => index.view(sort, tab, query), [index, sort, tab, query]),
  )
}

export const useEntry = (room: string, key: string): Entry | undefined => useRow(useTable(room).rows, key)
export const useStaged = (room: string, jid: string): Staged | undefined => useRow(useTable(room).staged, jid)
export const useRefusal = (room: string, jid: string): Refusal | undefined =>
  useRow(useTable(room).refusals, jid)
export const useIsSelected = (room: string, key: string): boolean =>
  useRow(useTable(room).selected, key) ?? false
export const useIsFlashed = (room: string, key: string): boolean =>
  useRow(useTable(room).flashed, key) ?? false

const size = (rows: { size: number }) => rows.size
export const useStagedCount = (room: string): number => useDerived(useTable(room).staged, size)

const keysOf = (rows: { keys(): readonly string[] }) => rows.keys()
export const useSelectedKeys = (room: string): readonly string[] =>
  useDerived(useTable(room).selected, keysOf)

/** All that is staged, with what is against it; follows the rows, oneself and the owners. */
export function useReview(room: string): readonly Reviewed[] {
  const table = useTable(room)
  useValue(table.changed)
  return table.review()
}

/** Oneself, as the rules see one. */
export function useActor(room: string): Party {
  const table = useTable(room)
  useValue(table.changed)
  return table.actor()
}

export const useRun = (room: string): Run | undefined => useValue(useTable(room).run)
export const useUndo = (room: string): Undo | undefined => useValue(useTable(room).undo)
export const useLog = (room: string): readonly LogEntry[] =>
  useRow(useModel(affiliationLogModel).rooms, room) ?? NOTHING

/** A text that outlives the page. */
export function useKept(room: string, which: 'draft' | 'commonReason'): [string, (text: string) => void] {
  const value = useTable(room)[which]
  return [useValue(value), (text) => value.set(text)]
}
