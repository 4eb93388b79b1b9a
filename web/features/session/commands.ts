import { defineModel } from '../../transport/env.ts'
import { signOut } from '../../transport/http.ts'

export const sessionCommands = defineModel('sessionCommands', (_use, { request, reconnect }) => ({
  /** Ends the session for every tab; the page hears of it from the gateway, like all the others. */
  signOut,
  /** Tries the way to the gateway at once. */
  reconnect,
  /** Has the gateway try its way to the server at once. */
  reachServer: () => void request('xmpp.session.retry', {}),
}))
