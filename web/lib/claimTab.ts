import { bareOf } from '#protocol/jid.ts'
import { tabMemory } from './storage.ts'

const OWNER = 'account'

/** Whose the tab is, while nobody else says. */
export const claimedBy = (): string | undefined => tabMemory.get(OWNER)

/** What the tab remembers is one person's: whoever else signs in there finds nothing of it. */
export function claimTab(jid: string): void {
  const account = bareOf(jid) ?? jid
  if (tabMemory.get(OWNER) === account) return
  tabMemory.clear()
  tabMemory.set(OWNER, account)
}
