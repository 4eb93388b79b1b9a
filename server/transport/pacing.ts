// A server that restarts, or a crowd that arrives, must not meet a thousand handshakes at once.
const MAX_HANDSHAKES = 40
const SWEEP_MS = 2500

let running = 0
const waiting: (() => void)[] = []

/** Waits for a place; the function it gives back leaves it. */
export async function admit(): Promise<() => void> {
  if (running >= MAX_HANDSHAKES) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
  let left = false
  return () => {
    if (left) return
    left = true
    running--
    waiting.shift()?.()
  }
}

const watched = new Set<() => void>()
let sweep: NodeJS.Timeout | undefined

/** One timer looks at every link: a thousand idle sessions would otherwise hold a thousand. */
export function watch(check: () => void): () => void {
  watched.add(check)
  sweep ??= setInterval(() => {
    for (const each of watched) each()
  }, SWEEP_MS).unref()
  return () => {
    watched.delete(check)
    if (watched.size === 0 && sweep !== undefined) {
      clearInterval(sweep)
      sweep = undefined
    }
  }
}
