import { useCallback, useSyncExternalStore } from 'react'

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

/** One pane at a time; sheets instead of menus. */
export function useNarrow(): boolean {
  return useMedia('(max-width: 767px)')
}

/** Too little room for the details panel beside the conversation. True when narrow as well. */
export function useMedium(): boolean {
  return useMedia('(max-width: 1099px)')
}
