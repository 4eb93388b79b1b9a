import { type IDBPDatabase, openDB } from 'idb'

/** One more is one more line: its length is the database's version. */
export const SHELVES = ['outbox', 'messages', 'marks', 'avatars', 'said'] as const
export const KEYS = 'keys'
/** The index of each shelf by group, and by order in it. */
export const BY_GROUP = 'byGroup'

/** `gone` is called when somebody else needs it closed, or has closed it. */
export async function openDatabase(name: string, gone: () => void): Promise<IDBPDatabase> {
  const callbacks = {
    upgrade(database: IDBPDatabase) {
      const has = database.objectStoreNames
      if (!has.contains(KEYS)) database.createObjectStore(KEYS)
      for (const shelf of SHELVES) {
        if (has.contains(shelf)) continue
        const store = database.createObjectStore(shelf, { keyPath: 'key' })
        store.createIndex(BY_GROUP, ['group', 'order'])
      }
    },
    // A newer page wants to add a shelf, or somebody signs out: neither waits for this one.
    blocking: gone,
    terminated: gone,
  }
  try {
    return await openDB(name, SHELVES.length, callbacks)
  } catch (failure) {
    // A newer page was here: what it added does not disturb.
    if ((failure as { name?: string }).name !== 'VersionError') throw failure
    return openDB(name, undefined, callbacks)
  }
}

// The name is no secret, but the list of databases should not read like a list of accounts.
export async function nameOf(account: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`vault ${account}`))
  const bytes = [...new Uint8Array(digest).subarray(0, 16)]
  return `hoverboard-${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
