import type { IDBPDatabase } from 'idb'

/** Which rows go, of each group by itself: always the first ones, so that what stays has no hole. */
export interface Eviction {
  /** So many of each group stay, the last ones. */
  readonly most: number
  /** What has a lower order goes. */
  readonly below: number
  /** About this part of all rows goes, those with the lowest orders. */
  readonly share?: number
}

/** The last row that went of each group. `spared` groups lose nothing. */
export async function evictFirst<R>(
  database: IDBPDatabase,
  { shelf, index }: { shelf: string; index: string },
  spared: ReadonlySet<string>,
  { most, below, share = 0 }: Eviction,
): Promise<R[]> {
  const groups = new Map<string, number[]>()
  const keys = database.transaction(shelf).store.index(index)
  for (let at = await keys.openKeyCursor(); at; at = await at.continue()) {
    const [group, order] = at.key as unknown as [string, number]
    if (spared.has(group)) continue
    const orders = groups.get(group)
    if (orders) orders.push(order)
    else groups.set(group, [order])
  }
  const all = [...groups.values()].flat().sort((a, b) => a - b)
  const least = share > 0 ? all[Math.ceil(all.length * share)] : undefined
  const limit = Math.max(below, least ?? Number.NEGATIVE_INFINITY)
  const transaction = database.transaction(shelf, 'readwrite')
  const last: R[] = []
  for (const [group, orders] of groups) {
    const first = Math.max(limit, orders[orders.length - most] ?? Number.NEGATIVE_INFINITY)
    const range = IDBKeyRange.bound([group, Number.NEGATIVE_INFINITY], [group, first], false, true)
    const rows = transaction.store.index(index)
    const rim = await rows.openCursor(range, 'prev')
    if (!rim) continue
    last.push(rim.value)
    for (const key of await rows.getAllKeys(range)) void transaction.store.delete(key).catch(() => {})
  }
  await transaction.done
  return last
}
