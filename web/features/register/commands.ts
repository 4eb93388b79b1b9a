import { localPart } from '../../lib/conversation.ts'
import { defineModel } from '../../transport/env.ts'
import { sessionModel } from '../session/model.ts'
import { vaultModel } from '../session/vault.ts'

/** One's own account with its server. */
export const registerCommands = defineModel('registerCommands', (use, { request }) => {
  const session = use(sessionModel)
  const { destroy } = use(vaultModel)
  const server = () => session.own.get()?.domain ?? ''
  return {
    server,
    /** Whether the server lets people change their account from here, and what it says about it. */
    look: () => request('xmpp.register.get', { to: server() }),
    changePassword: (password: string) =>
      request('xmpp.register.password', {
        to: server(),
        username: localPart(session.bare()),
        password,
        form: undefined,
      }),
    /** Nothing of the account stays in this browser either. */
    async deleteAccount() {
      const result = await request('xmpp.register.unregister', { to: server(), form: undefined })
      if (result.ok) {
        await destroy()
        session.upstream.set({ state: 'ended', reason: 'unregistered' })
      }
      return result
    },
  }
})
