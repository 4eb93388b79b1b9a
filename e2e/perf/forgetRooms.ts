import type { Account, ServerInfo } from '../servers/testServer.ts'
import { RawClient } from './rawClient.ts'

/** Deletes the bookmarks of an account: a page enters what it remembers by itself, and then there is no way in to measure. */
export async function forgetRooms(server: ServerInfo, { name: user, password }: Account): Promise<void> {
  const { host, wsPort: port, domain, caFile } = server
  const client = await new RawClient({
    kind: 'websocket',
    host,
    port,
    domain,
    caFile,
    user,
    password,
  }).start()
  const done = new Promise<void>((resolve) => {
    client.onStanza = (stanza) => {
      // Where nothing was remembered there is nothing to delete.
      if (stanza.attrs.id === 'forget') resolve()
    }
  })
  client.send(
    `<iq${client.xmlns} type='set' id='forget'><pubsub xmlns='http://jabber.org/protocol/pubsub#owner'><delete node='urn:xmpp:bookmarks:1'/></pubsub></iq>`,
  )
  await done
  client.end()
}
