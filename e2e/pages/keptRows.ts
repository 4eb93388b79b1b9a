import type { Page } from 'playwright/test'

/** How many rows of a shelf this browser keeps, over all accounts; what they say is sealed. */
export function keptRows(page: Page, shelf: 'messages' | 'outbox' = 'messages'): Promise<number> {
  return page.evaluate(async (name) => {
    let sum = 0
    for (const { name: database = '' } of await indexedDB.databases()) {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(database)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      if (opened.objectStoreNames.contains(name))
        sum += await new Promise<number>((resolve, reject) => {
          const counting = opened.transaction(name).objectStore(name).count()
          counting.onsuccess = () => resolve(counting.result)
          counting.onerror = () => reject(counting.error)
        })
      opened.close()
    }
    return sum
  }, shelf)
}
