/** Runs at most `width` of them at once, in the order in which they came. */
export function lanes(width: number): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (run) => {
    if (running === width) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await run()
    } finally {
      const next = waiting.shift()
      // Whoever is next takes the lane as it is.
      if (next) next()
      else running--
    }
  }
}
