import type { Displayed as Mark } from '#protocol/displayed.ts'
import { bareOf } from '#protocol/jid.ts'
import { buildItemsRequest, itemsOf, NS_PUBSUB_EVENT, parseNotification } from '../codec/xep0060.ts'
import { buildDisplayed, NS_DISPLAYED, parseDisplayed } from '../codec/xep0490.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, ownText } from '../xmpp/xml.ts'
import { type Desk, publishPrivately } from './privateNode.ts'

/** Between two publications of a conversation: who reads along would publish with every message. */
const PAUSE_MS = 3000
const MAX_KNOWN = 2000

const CLAIMS: readonly Claim[] = [
  {
    name: 'message',
    xmlns: NS_PUBSUB_EVENT,
    child: 'event',
    when: (stanza) => parseNotification(stanza, NS_DISPLAYED) !== undefined,
  },
]

/** How far each conversation was read, the same on all devices (XEP-0490). */
export class Displayed extends Extension {
  readonly #known = new Map<string, Mark>()
  /** What the account keeps is being read, or was. */
  #loading: Promise<void> | undefined
  /** What the server has not taken yet. */
  readonly #owed = new Map<string, Mark>()
  /** Conversations that were published a moment ago, and the id that was. */
  readonly #paused = new Map<string, string>()
  readonly #desk: Desk = { request: (iq) => this.request(iq), id: () => this._getId() }
  #account = ''
  /** The server keeps no such marks: tabs still agree. */
  #isRefused = false

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.displayed.get': async () => {
        this.#loading ??= this.#load()
        await this.#loading
        return [...this.#known.values()]
      },
      'xmpp.displayed.set': ({ jid, id, room }) => {
        const mark: Mark = { jid: bareOf(jid) ?? jid, id, ...(room ? { room } : {}) }
        // Several tabs look at the same conversation.
        if (this.#known.get(mark.jid)?.id === id) return true
        this.#keep(mark)
        this.emit('xmpp.displayed.push', mark)
        this.#owed.set(mark.jid, mark)
        if (!this.#paused.has(mark.jid)) this.#publish(mark.jid)
        return true
      },
    }
  }

  // What others read while we were away is known to the server only.
  protected override started(): void {
    this.#loading = undefined
    this.#isRefused = false
    if (this.#account !== this.ownBare()) for (const each of [this.#known, this.#owed]) each.clear()
    this.#account = this.ownBare()
    for (const jid of this.#owed.keys()) this.#publish(jid)
  }

  override receive(stanza: Element): boolean {
    // Anybody can send the shape: it would take away what nobody has read.
    if (!this.isOfAccount(stanza, 'read mark')) return ownText(stanza, 'body') === undefined
    for (const item of parseNotification(stanza, NS_DISPLAYED)?.items ?? []) {
      const mark = parseDisplayed(item, this.ownBare())
      if (mark === undefined || this.#isOurs(mark)) continue
      this.#keep(mark)
      this.emit('xmpp.displayed.push', mark)
    }
    return true
  }

  // A server tells us, too, what we published; by then a tab may have read further.
  #isOurs({ jid, id }: Mark): boolean {
    return this.#known.get(jid)?.id === id || this.#paused.get(jid) === id
  }

  #keep(mark: Mark): void {
    this.#known.delete(mark.jid)
    this.#known.set(mark.jid, mark)
    const [oldest] = this.#known.keys()
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest)
  }

  async #load(): Promise<void> {
    const own = this.ownBare()
    const reply = await this.request(buildItemsRequest(this._getId(), NS_DISPLAYED)).catch((error) => {
      // A node that nobody published to yet, or none at all; an answer that was lost is asked for again.
      if (!isFinal(error)) this.#loading = undefined
      return undefined
    })
    if (reply === undefined) return
    for (const item of itemsOf(reply, NS_DISPLAYED)) {
      const mark = parseDisplayed(item, own)
      if (mark && !this.#owed.has(mark.jid)) this.#keep(mark)
    }
  }

  #publish(jid: string): void {
    const mark = this.#owed.get(jid)
    if (mark === undefined) return
    if (this.#isRefused) return void this.#owed.clear()
    this.#paused.set(jid, mark.id)
    setTimeout(() => {
      this.#paused.delete(jid)
      if (this.#owed.get(jid) !== mark) this.#publish(jid)
    }, PAUSE_MS).unref()
    publishPrivately(this.#desk, NS_DISPLAYED, buildDisplayed(mark, this.ownBare()), 'max').then(
      () => {
        if (this.#owed.get(jid) === mark) this.#owed.delete(jid)
      },
      (error) => {
        if (isFinal(error)) this.#isRefused = true
      },
    )
  }
}

const FINAL = new Set(['cancel', 'auth', 'modify'])
const isFinal = (error: unknown) => error instanceof Failure && FINAL.has(error.error.type)
