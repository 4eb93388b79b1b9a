type Listener = () => void

let depth = 0
const woken = new Set<Listener>()

/** Runs the write; every reader that it wakes is woken once, at the end, however many rows changed. */
export function batch<T>(write: () => T): T {
  depth++
  try {
    return write()
  } finally {
    depth--
    if (depth === 0) flush()
  }
}

/** Marks readers as stale: at once, or at the end of the running batch. */
export function wake(listeners: Iterable<Listener> | undefined): void {
  if (listeners === undefined) return
  for (const listener of listeners) woken.add(listener)
  if (depth === 0) flush()
}

function flush(): void {
  while (woken.size > 0) {
    const now = [...woken]
    woken.clear()
    for (const listener of now) listener()
  }
}
