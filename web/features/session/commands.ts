import { defineModel } from '../../transport/env.ts'
import { signOut } from '../../transport/http.ts'
import { sessionModel } from './model.ts'
import { vaultModel } from './vault.ts'

/** How long one who goes is kept for what is being written down. */
const PATIENCE_MS = 2000

export const sessionCommands = defineModel('sessionCommands', (use, { request, reconnect }) => {
  const { unsent, isAsking, destroy } = use(vaultModel)
  const { upstream } = use(sessionModel)
  const unwritten = new Set<Promise<unknown>>()
  return {
    /** What is to be remembered the next time: signing out lets it through first. Never to be rejected. */
    writes(work: Promise<unknown>): void {
      unwritten.add(work)
      void work.then(() => unwritten.delete(work))
    },
    /**
     * Ends the session for every tab; the page hears of it from the gateway, like all the others. Where something was
     * not sent, that is asked first, unless `isSure`.
     */
    async signOut(isSure = false): Promise<void> {
      isAsking.set(!isSure && unsent.get() > 0)
      if (isAsking.get()) return
      const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
      await Promise.race([Promise.all(unwritten), patience])
      if (!(await signOut())) return
      await destroy()
      // Where the way is broken, the gateway can not say it.
      upstream.set({ state: 'ended', reason: 'logged-out' })
    },
    /** Tries the way to the gateway at once. */
    reconnect,
    /** Has the gateway try its way to the server at once. */
    reachServer: () => void request('xmpp.session.retry', {}),
  }
})
