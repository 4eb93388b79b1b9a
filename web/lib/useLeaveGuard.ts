import { useEffect, useRef, useState } from 'react'

/** What the Navigation API says of a step to another address, as far as it is used here. */
interface NavigateEvent extends Event {
  readonly destination: { readonly url: string }
}

/**
 * Holds a step to another page back while something is not saved, and has it asked about; a reload and the end of the tab
 * are asked about by the browser. A browser without the Navigation API lets every step pass, and so does one back that
 * nobody pressed: what was typed is better kept as well.
 */
export function useLeaveGuard(isDirty: boolean) {
  const [to, setTo] = useState<string | undefined>()
  const isPassing = useRef(false)
  useEffect(() => {
    if (!isDirty) return
    const { navigation } = globalThis as { navigation?: EventTarget }
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    const hold = (event: Event) => {
      const { hash } = new URL((event as NavigateEvent).destination.url)
      // A dialog's own step in the history leads to the same page.
      if (isPassing.current || !event.cancelable || hash === location.hash) return
      event.preventDefault()
      setTo(hash)
    }
    addEventListener('beforeunload', warn)
    navigation?.addEventListener('navigate', hold)
    return () => {
      removeEventListener('beforeunload', warn)
      navigation?.removeEventListener('navigate', hold)
    }
  }, [isDirty])
  return {
    isAsked: to !== undefined,
    stay: () => setTo(undefined),
    leave() {
      isPassing.current = true
      setTo(undefined)
      if (to !== undefined) location.hash = to
    },
  }
}
