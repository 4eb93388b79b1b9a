declare global {
  interface Window {
    stopwatch: {
      /** Milliseconds from the next click (a pointer's or the keyboard's) until `condition` is true and painted. */
      fromClick(condition: () => boolean): Promise<number>
      /** Milliseconds since the page was asked for until `condition` is true and painted. */
      fromStart(condition: () => boolean): Promise<number>
      /** Wall clock when `condition` became true and was painted. */
      when(condition: () => boolean): Promise<number>
      /** Durations of tasks over 50 ms since the last call. */
      longTasks(): number[]
      /** From each key to the paint that shows it, since the last call. */
      keys(): number[]
    }
  }
}

/**
 * Runs in the page before its own code: clocks that start at an input and stop at a paint. Conditions are looked at
 * once a frame.
 */
export function installStopwatch(): void {
  const long: number[] = []
  const typed: number[] = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) long.push(entry.duration)
  }).observe({ type: 'longtask', buffered: true })

  // A message posted within a frame is handled after that frame was painted.
  const painted = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now())
        port2.postMessage(0)
      })
    })
  const until = async (condition: () => boolean) => {
    for (;;) {
      const at = await painted()
      if (condition()) return at
    }
  }
  addEventListener('keydown', ({ timeStamp }) => void painted().then((at) => typed.push(at - timeStamp)), {
    capture: true,
  })
  window.stopwatch = {
    async fromClick(condition) {
      const start = await new Promise<number>((resolve) => {
        addEventListener('click', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true })
      })
      return (await until(condition)) - start
    },
    fromStart: (condition) => until(condition),
    when: async (condition) => performance.timeOrigin + (await until(condition)),
    longTasks: () => long.splice(0),
    keys: () => typed.splice(0),
  }
}
