import type { EventData } from '#protocol/index.ts'

/** The bookmarks as the tabs of a session were told them, and which of their rooms would not let one in. */
export class KnownBookmarks {
  #isSupported: boolean | undefined
  readonly #rooms = new Map<string, EventData<'xmpp.bookmarks.push'>>()
  readonly #refusals = new Map<string, EventData<'xmpp.muc.error'>>()

  /** Nothing until somebody asked for them. */
  events(): [string, unknown][] {
    const list = { supported: this.#isSupported, bookmarks: [...this.#rooms.values()] }
    const refusals = [...this.#refusals.values()].map((each): [string, unknown] => ['xmpp.muc.error', each])
    return this.#isSupported === undefined ? [] : [['xmpp.bookmarks.list', list], ...refusals]
  }

  listed({ supported, bookmarks }: EventData<'xmpp.bookmarks.list'>): void {
    this.#isSupported = supported
    this.#rooms.clear()
    for (const bookmark of bookmarks) this.#rooms.set(bookmark.room, bookmark)
  }

  pushed(bookmark: EventData<'xmpp.bookmarks.push'>): void {
    this.#rooms.set(bookmark.room, bookmark)
  }

  retracted({ room }: EventData<'xmpp.bookmarks.retract'>): void {
    this.#rooms.delete(room)
    this.#refusals.delete(room)
  }

  refused(refusal: EventData<'xmpp.muc.error'>): void {
    if (refusal.type === 'presence' && this.#rooms.has(refusal.room))
      this.#refusals.set(refusal.room, refusal)
  }

  entered(room: string): void {
    this.#refusals.delete(room)
  }
}
