/**
 * Of all tabs of this browser that ask under one name, one wins, and another when that one is closed or gives it up.
 * Where the browser knows no locks, as on a page behind plain HTTP, or gives this page none, each wins. `won` is called
 * once, later. Returns how to give it up.
 */
export function oneTab(name: string, won: () => void): () => void {
  const waiting = new AbortController()
  const { signal } = waiting
  const win = () => {
    if (!signal.aborted) won()
  }
  if (navigator.locks === undefined) {
    queueMicrotask(win)
    return () => waiting.abort()
  }
  let release = () => {}
  const over = new Promise<void>((resolve) => {
    release = resolve
  })
  const hold = () => {
    win()
    return over
  }
  navigator.locks.request(name, { signal }, hold).catch(win)
  return () => {
    waiting.abort()
    release()
  }
}
