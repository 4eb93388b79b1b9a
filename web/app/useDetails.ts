import { useSyncExternalStore } from 'react'
import { navigate, type Route } from '../lib/route.ts'
import { preferences } from '../lib/storage.ts'
import { useMedium } from '../lib/useMedia.ts'
import { Value } from '../store/value.ts'

const kept = new Value(preferences.get<boolean>('details') ?? true)

/**
 * The pane beside a conversation. At a desk it is open or closed for good, as the person left it; where it lies over
 * the conversation, the address says so, and going back closes it.
 */
export function useDetails(isAsked: boolean, closed: Route, opened: Route) {
  const isDesk = !useMedium()
  const isWanted = useSyncExternalStore(kept.subscribe, kept.get)
  const isOpen = isAsked || (isDesk && isWanted)
  const close = () => {
    if (isDesk) keep(false)
    if (isAsked) navigate(closed)
  }
  const toggle = () => {
    if (isOpen) close()
    else if (isDesk) keep(true)
    else navigate(opened)
  }
  return { isOpen, close, toggle, isDesk }
}

function keep(open: boolean): void {
  kept.set(open)
  preferences.set('details', open)
}
