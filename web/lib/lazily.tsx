import { type ComponentType, useEffect, useState } from 'react'
import { loadWords } from './i18n.ts'

export type Lazy<P extends object> = ComponentType<P> & {
  /** Fetches the code before anybody asks for it, so that it is there at the first paint. */
  preload(): void
}

/** Code that could not be fetched: no mistake of ours, and nothing for a log. */
export class PartMissing extends Error {}

/**
 * A component whose code, and whose words of `slices`, come when it is first shown. Not React's `lazy`: what suspends there is held back for 300 ms
 * once its fallback was seen, even when the code came at once.
 */
export function lazily<P extends object>(
  load: () => Promise<ComponentType<P>>,
  ...slices: readonly string[]
): Lazy<P> {
  let loaded: ComponentType<P> | undefined
  let coming: Promise<void> | undefined
  function fetchPart(): Promise<void> {
    coming ??= Promise.all([load(), ...slices.map(loadWords)]).then(
      ([part]) => {
        loaded = part
      },
      (failure) => {
        // The next one who asks tries again, where the browser does: Chromium keeps to its first answer (`app/keepParts.ts`).
        coming = undefined
        throw new PartMissing('A part of the page could not be fetched', { cause: failure })
      },
    )
    return coming
  }
  function Lazily(props: P) {
    const [Part, setPart] = useState(() => loaded)
    const [failure, setFailure] = useState<unknown>(undefined)
    useEffect(() => {
      if (!Part) fetchPart().then(() => setPart(() => loaded), setFailure)
    }, [Part])
    // The boundary around it says so, and offers to load the page anew.
    if (failure !== undefined) throw failure
    return Part ? <Part {...props} /> : null
  }
  return Object.assign(Lazily, { preload: () => void fetchPart().catch(() => {}) })
}
