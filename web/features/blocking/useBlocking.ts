import { useMemo } from 'react'
import { useKeys, useModel, useValue } from '../../store/react.ts'
import { blockingCommands } from './commands.ts'
import { type Blockee, blockingModel } from './model.ts'
import { blockingWatch } from './watch.ts'

export type { Blockee }
export const useBlockingCommands = () => useModel(blockingCommands)

/** Everybody who is blocked, by address, and whether that is known yet. */
export function useBlockList() {
  const { rows, known } = useModel(blockingModel)
  const { load } = useModel(blockingWatch)
  const keys = useKeys(rows)
  const jids = useMemo(() => [...keys].sort((a, b) => a.localeCompare(b)), [keys])
  return { jids, known: useValue(known), load }
}
