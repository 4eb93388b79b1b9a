import { useCallback, useEffect, useState } from 'react'
import type { CommandName } from '#protocol/index.ts'
import type { Collection } from '../../store/collection.ts'
import { useDerived, useModel, useRow, useValue } from '../../store/react.ts'
import type { Contract } from './checking.ts'
import { type Exchange, peerOf, titleOf } from './exchange.ts'
import { type Filter, fits, isEmpty } from './filter.ts'
import { traceModel } from './model.ts'

type Exchanges = Collection<string, Exchange>
const same = <T>(a: readonly T[], b: readonly T[]) =>
  a === b || (a.length === b.length && a.every((each, index) => each === b[index]))

/** The console as a whole; while it is used somewhere, watching may go on. */
export function useTrace() {
  const model = useModel(traceModel)
  const { attend } = model
  useEffect(() => attend(), [attend])
  return {
    ...model,
    isWanted: useValue(model.isWanted),
    state: useValue(model.state),
    refusal: useValue(model.refusal),
    dropped: useValue(model.dropped),
    isPaused: useValue(model.isPaused),
    waiting: useValue(model.waiting),
    draft: useValue(model.draft),
    setDraft: model.draft.set,
  }
}

/** The keys of what fits, in order. */
export function useFitting(filter: Filter): readonly string[] {
  const { exchanges } = useModel(traceModel)
  const derive = useCallback(
    (rows: Exchanges) =>
      isEmpty(filter)
        ? rows.keys()
        : rows.keys().filter((key) => {
            const row = rows.get(key)
            return row && fits(row, filter)
          }),
    [filter],
  )
  return useDerived(exchanges, derive, same)
}

const namesIn = (rows: Exchanges) => [...new Set([...rows.values()].map(titleOf))].sort()
const peersIn = (rows: Exchanges) =>
  [...new Set([...rows.values()].flatMap((row) => peerOf(row) ?? []))].sort()

/** The names and the conversations of all that is there. */
export function useChoices() {
  const { exchanges } = useModel(traceModel)
  return { names: useDerived(exchanges, namesIn, same), peers: useDerived(exchanges, peersIn, same) }
}

export function useExchange(key: string) {
  const { exchanges, opened } = useModel(traceModel)
  const exchange = useRow(exchanges, key)
  const isWhole = useRow(opened, key) === true
  const setWhole = (isOpen: boolean) => (isOpen ? opened.set(key, true) : opened.delete(key))
  return { exchange, isWhole, setWhole }
}

let fetched: Contract | undefined

/** All commands with their schemas, once they are there. */
export function useContract(): Contract | undefined {
  const [contract, setContract] = useState(fetched)
  useEffect(() => {
    if (contract) return
    let isGone = false
    const take = (module: { contract: unknown }) => {
      fetched = module.contract as Contract
      if (!isGone) setContract(fetched)
    }
    import('../../transport/contract.ts').then(take, () => {})
    return () => {
      isGone = true
    }
  }, [contract])
  return contract
}

export const isCommand = (contract: Contract | undefined, name: string): name is CommandName =>
  contract !== undefined && Object.hasOwn(contract, name)
