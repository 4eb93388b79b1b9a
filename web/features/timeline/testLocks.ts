interface Asked {
  readonly hold: () => Promise<void>
  readonly done: (outcome: Promise<void>) => void
}

/** The browser's locks, as far as tabs of one account use them: one at a time holds a name, the others wait in line. */
export class TestLocks {
  readonly #lines = new Map<string, Asked[]>()

  request(name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const line = this.#lines.get(name) ?? []
      this.#lines.set(name, line)
      const asked: Asked = { hold, done: resolve }
      line.push(asked)
      signal.addEventListener('abort', () => {
        const index = line.indexOf(asked)
        if (index > 0) line.splice(index, 1)
        if (index > 0) reject(new DOMException('', 'AbortError'))
      })
      if (line.length === 1) this.#next(line)
    })
  }

  #next(line: Asked[]): void {
    const [first] = line
    if (!first) return
    queueMicrotask(() => {
      const held = first.hold()
      first.done(held)
      void held.then(() => {
        line.shift()
        this.#next(line)
      })
    })
  }
}
