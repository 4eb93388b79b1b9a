import type { Socket } from 'socket.io-client'
import { builtPackage } from '../../e2e/servers/builtPackage.ts'
import type { Target } from '../../e2e/servers/houses.ts'
import { StockHost } from '../../e2e/servers/stockHost.ts'
import { freshAccount, type Person } from './cast.ts'
import { Peer } from './peer.ts'

/** People on hosts that are not ours, with our extensions. Each has an account, and a host, of their own. */
export class StockCast {
  readonly #target: Target
  readonly #how: 'import' | 'require'
  readonly hosts: StockHost[] = []

  constructor(target: Target, how: 'import' | 'require') {
    this.#target = target
    this.#how = how
  }

  /** Somebody new, signed in as XMPP-FTW's pages do. */
  async enter(name: string): Promise<Person> {
    const host = await StockHost.start(this.#target.server, this.#how, builtPackage())
    this.hosts.push(host)
    const account = freshAccount(this.#target, name)
    const peer = new Peer(host as unknown as Socket)
    peer.say('xmpp.login', { ...account, register: true })
    await peer.hear('xmpp.connection', { status: 'online' })
    return Object.assign(peer, { account, cookie: '', jid: account.jid, target: this.#target })
  }

  end(): void {
    for (const host of this.hosts) host.close()
  }
}
