import { type Found, type Search, type SearchDoor, searchArchive } from './archiveSearch.ts'
import type { Said } from './lane.ts'

/** What is on its way to an archive when it is asked would be missed. */
export const STRAGGLERS_MS = 1000
const ATTEMPTS = 3

interface Looking {
  door: SearchDoor
  searches: Map<string, Search>
  where: { room?: string; peer?: string }
  wanted: readonly Said[]
  /** Whether the answer still matters. */
  isStill: () => boolean
  /** How often the link broke so far. */
  breaks: () => number
}

/**
 * Looks into an archive until it has told all it will: a server that is behind may still be storing what it got through
 * a link that is gone. Without an answer it is asked again, and given up after three times on a good link.
 */
export async function lookFor({ door, searches, where, wanted, isStill, breaks }: Looking): Promise<Found> {
  let last = -1
  for (let failures = 0; wanted.length > 0; ) {
    const before = breaks()
    const found = await searchArchive(door, searches, where, wanted)
    if (found === 'none' || !isStill()) return found
    if (found === 'silent') {
      // While the link was away, nobody could answer.
      if (before === breaks() && ++failures === ATTEMPTS) break
    } else {
      if (found.size === wanted.length || found.size === last) return found
      last = found.size
    }
    await pause(STRAGGLERS_MS)
  }
  return 'none'
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref())
