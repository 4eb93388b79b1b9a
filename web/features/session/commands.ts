import { defineModel } from '../../transport/env.ts'
import { signOut } from '../../transport/http.ts'

export const sessionCommands = defineModel('sessionCommands', (_use, { reconnect }) => ({
  /** Ends the session for every tab; the page hears of it from the gateway, like all the others. */
  signOut,
  reconnect,
}))
