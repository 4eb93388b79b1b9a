/** What a browser keeps for this page; a browser that keeps nothing (private windows, full disks) is no error. */
export interface Keep {
  get<T>(key: string): T | undefined
  set(key: string, value: unknown): void
  delete(key: string): void
  clear(): void
}

function keep(store: () => Storage): Keep {
  return {
    get(key) {
      try {
        const text = store().getItem(key)
        return text === null ? undefined : JSON.parse(text)
      } catch {
        return undefined
      }
    },
    set(key, value) {
      try {
        store().setItem(key, JSON.stringify(value))
      } catch {
        // Kept for this page's life only.
      }
    },
    delete(key) {
      try {
        store().removeItem(key)
      } catch {
        // Nothing was kept.
      }
    },
    clear() {
      try {
        store().clear()
      } catch {
        // Nothing was kept.
      }
    },
  }
}

/** Outlives the tab: looks and layout, nothing that somebody wrote. */
export const preferences = keep(() => localStorage)
/** Ends with the tab: drafts. */
export const tabMemory = keep(() => sessionStorage)
