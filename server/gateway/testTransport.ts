import { createRequire } from 'node:module'
import { splitJid } from '#protocol/jid.ts'
import { type ClientOptions, LoginFailure } from '../transport/types.ts'
import { FakeClient, stanzasOf } from '../xmpp/testManager.ts'
import { Element } from '../xmpp/xml.ts'

const host: { use(implementation: object): void } = createRequire(import.meta.url)('node-xmpp-client')

export const PASSWORD = 'canary 1.21 gigawatts'

/** A server that lets everybody in who knows the password, and has one contact list for all. */
export class TestTransport {
  readonly clients: FakeClient[] = []
  readonly options: ClientOptions[] = []
  /** Nobody is answered. */
  isAway = false
  roster = "<item jid='doc@hill.example' subscription='both'/>"

  constructor() {
    host.use({ Element, create: (options: ClientOptions) => this.#create(options) })
  }

  get last(): FakeClient {
    const client = this.clients.at(-1)
    if (client === undefined) throw new Error('Nobody has signed in')
    return client
  }

  /** The session is bound: the first time, or again after it could not be resumed. */
  bind(client = this.last, jid = this.options[this.clients.indexOf(client)]?.jid ?? ''): void {
    const { user, domain } = splitJid(jid)
    client.emit('online', { jid: { user: user ?? 'guest-1', domain, resource: 'r1' } })
  }

  receive(text: string, client = this.last): void {
    for (const stanza of stanzasOf(text)) client.emit('stanza', stanza)
  }

  #create(options: ClientOptions): FakeClient {
    const client = new FakeClient()
    this.clients.push(client)
    this.options.push(options)
    client.on('sent', (stanza: Element) => {
      if (stanza.getChild('query', 'jabber:iq:roster') === undefined) return
      const { id } = stanza.attrs
      setImmediate(() =>
        this.receive(
          `<iq type='result' id='${id}'><query xmlns='jabber:iq:roster'>${this.roster}</query></iq>`,
          client,
        ),
      )
    })
    setImmediate(() => {
      if (this.isAway) return
      if (options.password === PASSWORD || options.preferredSaslMechanism) this.bind(client)
      else client.emit('error', new LoginFailure('wrong-password'))
    })
    return client
  }
}
