import type { Account, ServerInfo } from '../servers/testServer.ts'
import { SlixmppClient } from './slixmppClient.ts'

/** A fixture for stories in which somebody uses slixmpp, a client that is not ours. */
export async function withSlixmpp(
  { server }: { server: ServerInfo },
  use: (enter: (account: Account) => Promise<SlixmppClient>) => Promise<void>,
): Promise<void> {
  const entered: SlixmppClient[] = []
  await use(async (account) => {
    const client = await SlixmppClient.enter(server, account)
    entered.push(client)
    return client
  })
  for (const each of entered) each.leave()
}
