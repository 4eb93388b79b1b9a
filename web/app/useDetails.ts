import { useSyncExternalStore } from 'react'
import { navigate, type Route } from '../lib/route.ts'
import { preferences } from '../lib/storage.ts'
import { Value } from '../store/value.ts'

const DESK = '(min-width: 1100px)'
const kept = new Value(preferences.get<boolean>('details') ?? true)

const onResize = (listener: () => void) => {
  const query = matchMedia(DESK)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/**
 * The pane beside a conversation. At a desk it is open or closed for good, as the person left it; where it lies over
 * the conversation, the address says so, and going back closes it.
 */
export function useDetails(isAsked: boolean, closed: Route, opened: Route) {
  const isDesk = useSyncExternalStore(onResize, () => matchMedia(DESK).matches)
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
