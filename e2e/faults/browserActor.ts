import type { Browser, BrowserContext, CDPSession, Locator, Page } from 'playwright'
import { joinRoom } from '../pages/joinRoom.ts'
import { localPart } from '../pages/localPart.ts'
import { type Actor, lineOf, type Part, type Place, placeOf } from './actor.ts'
import type { MessageLine } from './history.ts'
import { readScreen } from './readScreen.ts'
import { cidOf, textOf } from './words.ts'

const MOST_FRAMES = 20_000
const PATIENCE_MS = 45_000
const OUR_DOING = /net::ERR_|WebSocket (?:connection|is already in CLOSING)|status of (?:401|404|502|503)/u
const ENDS: Record<string, 'confirmed' | 'failed' | 'unconfirmed' | undefined> = {
  sent: 'confirmed',
  delivered: 'confirmed',
  read: 'confirmed',
  failed: 'failed',
  unconfirmed: 'unconfirmed',
}

/** Somebody with a browser: writes in the composer, and is asked what the screen shows. */
export class BrowserActor implements Actor {
  readonly name: string
  readonly context: BrowserContext
  readonly #part: Part
  readonly #url: string
  #page!: Page
  #conv = ''
  /** What the pages complained of, but for a network that we broke ourselves. */
  readonly complaints = new Set<string>()
  /** What went over its sockets, a line each: for whoever has to find out. */
  readonly frames: string[] = []
  /** One pair of hands: what is said next waits for what is being written. */
  #hands: Promise<void> = Promise.resolve()

  private constructor(part: Part, url: string, context: BrowserContext) {
    this.name = part.name
    this.#part = part
    this.#url = url
    this.context = context
    context.on('page', (page) => {
      page.on('websocket', (socket) => {
        socket.on('framesent', ({ payload }) => this.#overhear('sent', String(payload)))
        socket.on('framereceived', ({ payload }) => this.#overhear('got', String(payload)))
        socket.on('close', () => this.#overhear('closed', ''))
      })
      page.on('pageerror', (error) => this.#complain(`uncaught: ${error.stack ?? error.message}`))
      page.on('console', (message) => {
        if (message.type() === 'error') this.#complain(`${message.text()} ${message.location().url}`)
      })
    })
  }

  static async enter(browser: Browser, url: string, part: Part): Promise<BrowserActor> {
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width: 1280, height: 800 },
      locale: 'en',
    })
    // tsx wraps functions in something that the page does not have.
    await context.addInitScript('globalThis.__name ??= (each) => each')
    const data = { kind: 'password', jid: part.account.jid, password: part.account.password }
    const response = await context.request.post('/session', { data, headers: { origin: url } })
    if (!response.ok()) throw new Error(`${part.name} was not let in: ${await response.text()}`)
    const actor = new BrowserActor(part, url, context)
    await actor.reopen()
    const { page } = actor
    for (const place of part.places.values())
      if (place.kind === 'room') await joinRoom(page, place.room, { nick: place.nick })
    // Each was open once: what arrives from now on is on a screen that somebody looked at.
    for (const conv of part.places.keys()) await actor.#open(page, conv)
    return actor
  }

  get page(): Page {
    return this.#page
  }

  cdp(): Promise<CDPSession> {
    return this.context.newCDPSession(this.#page)
  }

  /** A new window of the same person, in the place of the old one, which may be closed or dead. */
  async reopen(): Promise<void> {
    const old: Page | undefined = this.#page
    this.#page = await this.context.newPage()
    this.#conv = ''
    await old?.close().catch(() => {})
    await this.#page.goto('/').catch(() => {})
  }

  /** Another tab, at one of the conversations. */
  async tab(conv: string): Promise<Page> {
    const page = await this.context.newPage()
    await page.goto(hashOf(placeOf(this.#part, conv)))
    return page
  }

  say(conv: string, cid: string): Promise<void> {
    return this.alone(() => this.#write(conv, cid))
  }

  /** What is done with the window while nobody writes in it. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#hands.then(work)
    this.#hands = done.then(
      () => {},
      () => {},
    )
    return done
  }

  /** Until it was taken: in a room that one is not in, the words stay in the composer. */
  async #write(conv: string, cid: string): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS
    let isPressed = false
    for (;;) {
      try {
        if (this.#conv !== conv) await this.#open(this.#page, conv)
        const composer = this.#composer(this.#page, conv)
        await composer.fill(textOf(cid), { timeout: 5000 })
        isPressed = true
        await composer.press('Enter', { timeout: 5000 })
        if (await isTaken(composer)) break
        isPressed = false
        throw new Error(`${this.name} may not write in ${conv}`)
      } catch (error) {
        this.#conv = ''
        // The window died under the key: whether it was pressed, nobody knows, so nothing is owed.
        if (isPressed) return this.#part.recorder.note(`${this.name}?`, 'enter', conv, cid)
        if (Date.now() > deadline)
          throw new Error(`${firstLine(error)}; the window shows: ${await this.#words()}`)
        await new Promise((resolve) => setTimeout(resolve, 300))
      }
    }
    this.#part.recorder.note(this.name, 'enter', conv, cid)
  }

  /** Within `alone`: says it in the moment in which something else happens. It counts where its row stood there. */
  async sayDuring(conv: string, cid: string, deed: () => Promise<unknown>): Promise<void> {
    await this.#open(this.#page, conv)
    const composer = this.#composer(this.#page, conv)
    await composer.fill(textOf(cid), { timeout: 5000 })
    const row = this.#page.getByRole('article').filter({ hasText: textOf(cid) })
    await Promise.all([composer.press('Enter', { timeout: 5000 }).catch(() => {}), deed()])
    const isSaid = await row.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    )
    if (isSaid) this.#part.recorder.note(this.name, 'enter', conv, cid)
  }

  async screen(): Promise<MessageLine[]> {
    const lines: MessageLine[] = []
    for (const conv of this.#part.places.keys()) lines.push(...(await this.screenOf(this.#page, conv)))
    return lines
  }

  /** One conversation, as it stands in one window. */
  async screenOf(page: Page, conv: string): Promise<MessageLine[]> {
    if (page === this.#page) this.#conv = ''
    const rows = await this.#open(page, conv)
      .then(() => readScreen(page))
      .catch(() => [])
    return rows.flatMap(({ text, delivery, isOwn, isGap }) => {
      if (isGap) return [lineOf(this.name, 'gap', conv, '')]
      const cid = cidOf(text)
      if (cid === undefined) return []
      const end = isOwn ? ENDS[delivery ?? 'sent'] : undefined
      return [lineOf(this.name, 'shown', conv, cid), ...(end ? [lineOf(this.name, end, conv, cid)] : [])]
    })
  }

  async end(): Promise<void> {
    const headers = { origin: this.#url }
    await this.context.request.delete('/session', { headers, timeout: 3000 }).catch(() => {})
    await this.context.close().catch(() => {})
  }

  #overhear(what: string, text: string): void {
    this.frames.push(`${Date.now()} ${what} ${text.slice(0, 1500)}\n`)
    if (this.frames.length > MOST_FRAMES) this.frames.shift()
  }

  #complain(text: string): void {
    if (!OUR_DOING.test(text))
      this.complaints.add(`${this.name}’s page: ${text.replace(/\s+/gu, ' ').slice(0, 300)}`)
  }

  async #words(): Promise<string> {
    const words = await this.#page.locator('body').textContent({ timeout: 3000 }).catch(firstLine)
    return (words ?? '').replace(/\s+/gu, ' ').slice(0, 400)
  }

  async #open(page: Page, conv: string): Promise<void> {
    await page.goto(hashOf(placeOf(this.#part, conv)), { timeout: 10_000 })
    await this.#composer(page, conv).waitFor({ timeout: 10_000 })
    if (page === this.#page) this.#conv = conv
  }

  #composer(page: Page, conv: string) {
    const place = placeOf(this.#part, conv)
    const name =
      place.kind === 'room' ? `Room ${localPart(place.room)}` : `Chat with ${localPart(place.peer)}`
    return page.getByRole('region', { name, exact: true }).getByRole('textbox', { name: /^Message / })
  }
}

async function isTaken(composer: Locator): Promise<boolean> {
  for (let time = 0; time < 60; time++) {
    if ((await composer.inputValue({ timeout: 5000 })) === '') return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

const firstLine = (error: unknown) => String(error).split('\n')[0] ?? ''

const hashOf = (place: Place) =>
  place.kind === 'room'
    ? `/#/room/${encodeURIComponent(place.room)}`
    : `/#/chat/${encodeURIComponent(place.peer)}`
