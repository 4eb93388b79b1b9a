import type { Bookmark, BookmarkList } from '#protocol/bookmarks.ts'
import type { CommandData } from '#protocol/index.ts'
import { bareOf } from '#protocol/jid.ts'
import { NS_INFO, parseInfo } from '../codec/xep0030.ts'
import { buildPrivate, NS_STORAGE, parseStorage, privateStorageOf, withoutRoom } from '../codec/xep0048.ts'
import {
  buildItemsRequest,
  buildRetract,
  itemsOf,
  NS_PUBSUB_EVENT,
  parseNotification,
} from '../codec/xep0060.ts'
import { buildItem, NS_BOOKMARKS, parseStored, type Stored } from '../codec/xep0402.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { type Desk, publishPrivately } from './privateNode.ts'

const CLAIMS: readonly Claim[] = [{ name: 'message', xmlns: NS_PUBSUB_EVENT, child: 'event' }]
const NONE: BookmarkList = { supported: false, bookmarks: [] }

/** Which of the older stores the server does not keep in step with the bookmarks. */
interface Account {
  readonly hasNodes: boolean
  readonly storesApart: readonly ('pep' | 'private')[]
}

/** Rooms that are remembered (XEP-0402), with what older clients left in XEP-0048 and XEP-0049. */
export class Bookmarks extends Extension {
  /** One change after the other: each reads what is stored before it writes. */
  #last: Promise<unknown> = Promise.resolve()
  #account: Promise<Account> | undefined
  #isEntered = false
  readonly #desk = this.#newDesk()

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.bookmarks.get': () => this.#inTurn(() => this.#list()),
      'xmpp.bookmarks.set': (data) => this.#inTurn(() => this.#set(data)),
      'xmpp.bookmarks.remove': ({ room }) => this.#inTurn(() => this.#remove(bareOf(room) ?? room)),
      'xmpp.bookmarks.autojoin': ({ done }) => {
        if (done) this.#isEntered = true
        return !this.#isEntered
      },
    }
  }

  override receive(stanza: Element): boolean {
    // Anybody can send the shape: a bookmark of somebody else's would lead this person into their room.
    if (!this.isOfAccount(stanza, 'bookmark')) return false
    const news = parseNotification(stanza, NS_BOOKMARKS)
    if (!news) return false
    for (const item of news.items) {
      const stored = parseStored(item)
      if (stored) this.emit('xmpp.bookmarks.push', stored.bookmark)
    }
    for (const id of news.retracted) {
      const room = bareOf(id)
      if (room) this.emit('xmpp.bookmarks.retract', { room })
    }
    return true
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => {})
    return turn
  }

  async #list(): Promise<BookmarkList> {
    this.#account = undefined
    const { hasNodes, storesApart } = await this.#ask()
    if (!hasNodes) {
      this.emit('xmpp.bookmarks.list', NONE)
      return NONE
    }
    const rooms = new Map((await this.#stored()).map(({ bookmark }) => [bookmark.room, bookmark]))
    const brought: Bookmark[] = []
    for (const store of storesApart)
      for (const bookmark of parseStorage(await this.#old(store))) {
        if (rooms.has(bookmark.room)) continue
        rooms.set(bookmark.room, bookmark)
        brought.push(bookmark)
      }
    // What could not be written is found in the old store again the next time.
    for (const bookmark of brought) void this.#inTurn(() => this.#publish(bookmark)).catch(() => {})
    const list = { supported: true, bookmarks: [...rooms.values()] }
    this.emit('xmpp.bookmarks.list', list)
    return list
  }

  async #set({
    room: address,
    name,
    nick,
    password,
    autojoin,
  }: CommandData<'xmpp.bookmarks.set'>): Promise<true> {
    const { hasNodes } = await this.#ask()
    if (!hasNodes) throw unsupported()
    const room = bareOf(address) ?? address
    const bookmark: Bookmark = {
      room,
      ...(name ? { name } : {}),
      ...(nick ? { nick } : {}),
      ...(password ? { password } : {}),
      autojoin,
    }
    await this.#publish(
      bookmark,
      (await this.#stored()).find((each) => each.bookmark.room === room),
    )
    // Told here too: a server that has not learnt what this client listens to notifies everybody but us.
    this.emit('xmpp.bookmarks.push', bookmark)
    return true
  }

  async #remove(room: string): Promise<true> {
    const { hasNodes, storesApart } = await this.#ask()
    if (!hasNodes) throw unsupported()
    for (const stored of await this.#stored()) {
      if (stored.bookmark.room !== room) continue
      // COMPAT: ejabberd 23.01 tells nobody of a retraction; that the room is not to be entered any more it does tell.
      if (storesApart.includes('pep') && stored.bookmark.autojoin)
        await this.#publish({ ...stored.bookmark, autojoin: false }, stored)
      await this.request(buildRetract(this._getId(), NS_BOOKMARKS, stored.id))
    }
    // Left in an old store, it would come back from there.
    for (const store of storesApart) {
      const rest = withoutRoom(await this.#old(store), room)
      if (rest) await this.#replace(store, rest)
    }
    this.emit('xmpp.bookmarks.retract', { room })
    return true
  }

  /** What the account can do; asked once, and again with each list. */
  #ask(): Promise<Account> {
    this.#account ??= this.#askNow().catch((error: unknown) => {
      this.#account = undefined
      throw error
    })
    return this.#account
  }

  async #askNow(): Promise<Account> {
    const query = xml('query', { xmlns: NS_INFO })
    const iq = xml('iq', { type: 'get', id: this._getId(), to: this.ownBare() }, query)
    const reply = await this.request(iq).catch((error: unknown) => {
      // An account that will not speak of itself has nothing to keep bookmarks in; one that is out of reach may.
      if (error instanceof Failure && error.error.type === 'cancel') return undefined
      throw error
    })
    const info = parseInfo(reply?.getChild('query', NS_INFO))
    const has = (name: string) => info.some((each) => each.kind === 'feature' && each.var === name)
    const is = (category: string, type: string) =>
      info.some((each) => each.kind === 'identity' && each.category === category && each.type === type)
    const isConverted = {
      pep: has(`${NS_BOOKMARKS}#compat-pep`),
      // XEP-0411: the two older stores are one.
      private: has(`${NS_BOOKMARKS}#compat`) || has('urn:xmpp:bookmarks-conversion:0'),
    }
    return {
      // What a guest's account keeps is gone with the guest. COMPAT: ejabberd 23.01 does not say that one is anonymous.
      hasNodes: is('pubsub', 'pep') && is('account', 'registered'),
      storesApart: (['pep', 'private'] as const).filter((store) => !isConverted[store]),
    }
  }

  async #stored(): Promise<Stored[]> {
    const items = await this.#items(NS_BOOKMARKS)
    return items.flatMap((item) => parseStored(item) ?? [])
  }

  /** A node that nobody published to yet is as good as an empty one. */
  async #items(node: string): Promise<Element[]> {
    try {
      return itemsOf(await this.request(buildItemsRequest(this._getId(), node)), node)
    } catch (error) {
      if (error instanceof Failure && error.error.condition === 'item-not-found') return []
      throw error
    }
  }

  /** An older store, or nothing where the server has none of the kind. */
  async #old(store: 'pep' | 'private'): Promise<Element | undefined> {
    try {
      if (store === 'private') return privateStorageOf(await this.request(buildPrivate(this._getId())))
      const [item] = await this.#items(NS_STORAGE)
      return item?.getChild('storage', NS_STORAGE)
    } catch {
      return undefined
    }
  }

  async #replace(store: 'pep' | 'private', storage: Element): Promise<void> {
    if (store === 'private') await this.request(buildPrivate(this._getId(), storage))
    else await publishPrivately(this.#newDesk(), NS_STORAGE, xml('item', { id: 'current' }, storage), '1')
  }

  #publish(bookmark: Bookmark, before?: Stored): Promise<void> {
    return publishPrivately(this.#desk, NS_BOOKMARKS, buildItem(bookmark, before), 'max')
  }

  #newDesk(): Desk {
    return { request: (iq: Element) => this.request(iq), id: () => this._getId() }
  }
}

const unsupported = () =>
  new Failure({ type: 'cancel', condition: 'feature-not-implemented', reason: 'unsupported' })
