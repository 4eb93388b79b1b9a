import { RawClient } from '../perf/rawClient.ts'
import type { Account, ServerInfo } from '../servers/testServer.ts'

/** Another client of somebody's account, which writes stanzas by hand: what no page of ours would send. */
export class Outsider {
  readonly account: Account
  readonly #client: RawClient
  readonly #heard: string[] = []
  readonly #wake = new Set<() => void>()

  private constructor(account: Account, client: RawClient) {
    this.account = account
    this.#client = client
    client.onStanza = (stanza) => {
      this.#heard.push(stanza.toString())
      for (const wake of this.#wake) wake()
    }
  }

  static async enter(server: ServerInfo, account: Account): Promise<Outsider> {
    const client = await RawClient.enter(server, account)
    const outsider = new Outsider(account, client)
    // Only who asked for the list of contacts hears of changes to it (RFC 6121 §2.1.6).
    client.send("<iq type='get' id='contacts'><query xmlns='jabber:iq:roster'/></iq>")
    await outsider.hear('contacts')
    return outsider
  }

  get jid(): string {
    return this.#client.jid
  }

  send(xml: string): void {
    this.#client.send(xml)
  }

  say(to: string, body: string, more = ''): void {
    this.send(`<message to='${to}' type='chat'><body>${body}</body>${more}</message>`)
  }

  leave(): void {
    this.#client.end()
  }

  /** How often a stanza with all of this came. */
  count(...parts: string[]): number {
    return this.#heard.filter((stanza) => parts.every((part) => stanza.includes(part))).length
  }

  /** The first stanza, from the beginning on, that holds all of this; waits for it, as long as anything comes. */
  async hear(...parts: string[]): Promise<string> {
    const find = () => this.#heard.find((stanza) => parts.every((part) => stanza.includes(part)))
    const found = find()
    if (found !== undefined) return found
    return new Promise((resolve, reject) => {
      const look = () => {
        const stanza = find()
        if (stanza === undefined) {
          timer.refresh()
          return
        }
        clearTimeout(timer)
        this.#wake.delete(look)
        resolve(stanza)
      }
      const timer = setTimeout(() => {
        this.#wake.delete(look)
        reject(
          new Error(`No stanza with ${parts.join(' and ')}; heard: ${this.#heard.join('\n').slice(-3000)}`),
        )
      }, 10_000)
      this.#wake.add(look)
    })
  }
}
