import type { Page } from 'playwright/test'

/** How many rows of messages this browser keeps, over all accounts; what they say is sealed. */
export function keptRows(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let sum = 0
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      if (database.objectStoreNames.contains('messages'))
        sum += await new Promise<number>((resolve, reject) => {
          const counting = database.transaction('messages').objectStore('messages').count()
          counting.onsuccess = () => resolve(counting.result)
          counting.onerror = () => reject(counting.error)
        })
      database.close()
    }
    return sum
  })
}
