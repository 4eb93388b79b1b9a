import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react'
import type { Collection } from './collection.ts'
import type { Models, ModelToken } from './model.ts'
import type { Value } from './value.ts'

export const ModelsContext = createContext<Models<never> | undefined>(undefined)

/** The page's one instance of a model or of a slice's commands. */
export function useModel<M, Env>(token: ModelToken<M, Env>): M {
  const models = useContext(ModelsContext)
  if (models === undefined) throw new Error('No models above this component')
  return (models as unknown as Models<Env>).use(token)
}

export function useRow<K, V>(rows: Collection<K, V>, key: K): V | undefined {
  const subscribe = useCallback((listener: () => void) => rows.subscribe(key, listener), [rows, key])
  return useSyncExternalStore(subscribe, () => rows.get(key))
}

export function useKeys<K, V>(rows: Collection<K, V>): readonly K[] {
  const subscribe = useCallback((listener: () => void) => rows.subscribeKeys(listener), [rows])
  return useSyncExternalStore(subscribe, () => rows.keys())
}

export function useValue<T>(value: Value<T>): T {
  return useSyncExternalStore(value.subscribe, value.get)
}

/** Derives from a whole collection; computed again only when a row changed, and equal results keep their identity. */
export function useDerived<K, V, T>(
  rows: Collection<K, V>,
  derive: (rows: Collection<K, V>) => T,
  equal: (a: T, b: T) => boolean = Object.is,
): T {
  const memo = useRef<{ version: number; derive: unknown; rows: unknown; result: T } | undefined>(undefined)
  const subscribe = useCallback((listener: () => void) => rows.subscribeAny(listener), [rows])
  return useSyncExternalStore(subscribe, () => {
    const last = memo.current
    if (last && last.rows === rows && last.version === rows.version && last.derive === derive)
      return last.result
    const fresh = derive(rows)
    const result = last && last.rows === rows && equal(last.result, fresh) ? last.result : fresh
    memo.current = { version: rows.version, derive, rows, result }
    return result
  })
}
