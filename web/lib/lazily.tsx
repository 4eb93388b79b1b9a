import { type ComponentType, useEffect, useState } from 'react'

/**
 * A component whose code comes when it is first shown. Not React's `lazy`: what suspends there is held back for 300 ms
 * once its fallback was seen, even when the code came at once.
 */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined
  return function Lazily(props: P) {
    const [Part, setPart] = useState(() => loaded)
    const [failure, setFailure] = useState<unknown>(undefined)
    useEffect(() => {
      if (Part) return
      load().then((part) => {
        loaded = part
        setPart(() => part)
      }, setFailure)
    }, [Part])
    // The boundary around it says so, and offers to load the page anew.
    if (failure !== undefined) throw failure
    return Part ? <Part {...props} /> : null
  }
}
