import type { Vault } from '../../store/vault.ts'
import type { TimelineModel } from './archiveQuery.ts'
import { Cache } from './cache.ts'
import type { Reading } from './reading.ts'

/** Brings back what the lists need, and follows what is said from then on. It is written once `claim` says so. */
export async function openCache(
  vault: Vault,
  timeline: TimelineModel,
  readings: () => Iterable<Reading>,
  claim: (won: () => void) => void,
): Promise<Cache> {
  const cache = new Cache(vault, timeline, readings)
  await cache.recall()
  claim(cache.begin)
  // The last word that a browser is sure to give; what is written later may be cut off.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void cache.flush()
  })
  addEventListener('pagehide', () => void cache.flush())
  timeline.closed.subscribe(() => {
    const conversation = timeline.closed.get()
    if (conversation !== undefined) cache.drop(conversation)
  })
  return cache
}
