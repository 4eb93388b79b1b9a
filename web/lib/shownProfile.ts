import { useSyncExternalStore } from 'react'

let shown: string | undefined
const listeners = new Set<() => void>()

/** Shows somebody's profile over the page, wherever they are named; undefined puts it away. */
export function showProfile(jid: string | undefined): void {
  shown = jid
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whose profile lies over the page. */
export function useShownProfile(): string | undefined {
  return useSyncExternalStore(subscribe, () => shown)
}
