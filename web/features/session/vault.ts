import { Value } from '../../store/value.ts'
import type { Vault } from '../../store/vault.ts'
import { defineModel } from '../../transport/env.ts'
import { sessionModel } from './model.ts'

/** What this browser keeps for the account; its code comes when somebody asks. */
export const vaultModel = defineModel('vault', (use) => {
  const session = use(sessionModel)
  let opening: Promise<Vault | undefined> | undefined

  async function open(): Promise<Vault | undefined> {
    const name = await account()
    // Nothing is kept where the code cannot be fetched.
    return import('../../store/vault.ts').then(({ openVault }) => openVault(name)).catch(() => undefined)
  }
  function account(): Promise<string> {
    return new Promise((resolve) => {
      const look = () => {
        if (session.own.get() === undefined) return
        stop()
        resolve(session.bare())
      }
      const stop = session.own.subscribe(look)
      look()
    })
  }
  function vault(): Promise<Vault | undefined> {
    opening ??= open()
    return opening
  }

  return {
    /** Once it is known whose it is. Undefined when this browser keeps nothing; the same answer every time. */
    vault,
    /** One's own bare JID, once the gateway has said it. */
    account,
    /** Messages that a person wrote and that did not reach the server: to be asked about before they are lost. */
    unsent: new Value(0),
    /** Whether the person is being asked so. */
    isAsking: new Value(false),
    /** For when the person signs out, not for a session that merely ended: what waits is for the next one then. */
    destroy: async (): Promise<void> => (await vault())?.destroy(),
  }
})
