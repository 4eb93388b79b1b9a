import { chatWith } from '../../lib/conversation.ts'
import type { Shelf, Vault, VaultRow } from '../../store/vault.ts'
import { FakeGateway } from '../../transport/fake.ts'
import type { Result } from '../../transport/request.ts'
import { sessionModel } from '../session/model.ts'
import { timelineModel } from './model.ts'
import { Outbox } from './outbox.ts'
import { OutboxRows } from './outboxRows.ts'
import { OutboxSaid } from './outboxSaid.ts'
import type { TabHandlers, Word } from './outboxTabs.ts'

export const doc = chatWith('doc@hill.example')
const marty = { user: 'marty', domain: 'hill.example', resource: 'car' }

/** A browser's disk in memory: JSON in, JSON out, and no faster than a real one. */
export class TestVault implements Vault {
  evict = async () => []
  readonly rows = new Map<string, string>()
  /** A disk that is full. */
  isFull = false

  async put<T>(shelf: Shelf, rows: readonly VaultRow<T>[]): Promise<boolean> {
    await tick()
    if (this.isFull) return false
    for (const row of rows) this.rows.set(`${shelf} ${row.key}`, JSON.stringify(row))
    return true
  }
  async get<T>(shelf: Shelf, key: string): Promise<T | undefined> {
    const text = this.rows.get(`${shelf} ${key}`)
    return text === undefined ? undefined : JSON.parse(text).value
  }
  async range<T>(): Promise<VaultRow<T>[]> {
    return []
  }
  async all<T>(shelf: Shelf): Promise<VaultRow<T>[]> {
    await tick()
    return [...this.rows].filter(([key]) => key.startsWith(`${shelf} `)).map(([, text]) => JSON.parse(text))
  }
  async delete(shelf: Shelf, keys: readonly string[]): Promise<boolean> {
    await tick()
    for (const key of keys) this.rows.delete(`${shelf} ${key}`)
    return true
  }
  async destroy(): Promise<void> {
    this.rows.clear()
  }
}

/** Tabs of one browser: one holds the lock, all hear each other, and words take their time. */
export class TestBrowser {
  vault: Vault | undefined = new TestVault()
  /** What stands on that shelf. */
  kept = (shelf: Shelf): unknown[] =>
    [...(this.vault as TestVault).rows]
      .filter(([key]) => key.startsWith(`${shelf} `))
      .map(([, text]) => JSON.parse(text).value)
  readonly #tabs: { handlers: TabHandlers; isOpen: boolean }[] = []
  openTabs = (_account: string, handlers: TabHandlers) => {
    const tab = { handlers, isOpen: true }
    this.#tabs.push(tab)
    if (this.#tabs[0] === tab) queueMicrotask(handlers.owns)
    return {
      tell: (word: Word) => {
        if (!tab.isOpen) return
        const text = JSON.stringify(word)
        const others = this.#tabs.filter((each) => each !== tab)
        void tick().then(() => {
          for (const each of others) if (each.isOpen) each.handlers.heard(JSON.parse(text))
        })
      },
      close: () => {
        if (!tab.isOpen) return
        tab.isOpen = false
        const wasOwner = this.#tabs[0] === tab
        this.#tabs.splice(this.#tabs.indexOf(tab), 1)
        if (wasOwner) void tick().then(() => this.#tabs[0]?.handlers.owns())
      },
    }
  }
}

interface Said {
  readonly id: string
  readonly content: string
  readonly again?: boolean
  readonly at?: string
}

let count = 0

/** A page in the browser, so much later; `answer` is what the gateway says to each message. */
export function openPage(
  browser: TestBrowser,
  answer: (said: Said) => Promise<Result<unknown>> | Result<unknown> = () => ({
    ok: true,
    value: { id: '' },
  }),
  laterMs = 0,
) {
  const gateway = new FakeGateway()
  gateway.time += laterMs
  gateway.answer('xmpp.chat.message', (data) => answer(data as Said))
  gateway.answer('xmpp.muc.message', (data) => answer(data as Said))
  const timeline = gateway.models.use(timelineModel)
  const session = gateway.models.use(sessionModel)
  gateway.event('xmpp.connection', { status: 'online', jid: marty })
  session.link.set({ state: 'open' })
  const vault = Promise.resolve(browser.vault)
  const said = new OutboxSaid(timeline, vault, () => gateway.time)
  const outbox = new Outbox(
    {
      account: 'marty@hill.example',
      rows: new OutboxRows(timeline, session.bare, said),
      openTabs: browser.openTabs,
      request: gateway.models.env.request,
      now: () => gateway.time,
      isOnline: session.isOnline,
      changed: () => {},
    },
    vault,
  )
  return {
    gateway,
    session,
    outbox,
    timeline,
    /** As the person types: gives back the id. */
    type(text: string, conversation = doc): string {
      const id = `${text.slice(0, 20)}-${++count}`
      outbox.add({ id, conversation, text, at: gateway.time })
      return id
    },
    /** The way to the gateway breaks, or is open again. */
    breakOff() {
      session.link.set({ state: 'broken' })
      outbox.interrupt()
    },
    reopen() {
      session.link.set({ state: 'open' })
      outbox.drain()
    },
    said: (): Said[] => gateway.sent.map(([, data]) => data as Said),
    rows: (conversation = doc) => {
      const { entries } = timeline.of(conversation)
      return entries.keys().flatMap((key) => entries.get(key) ?? [])
    },
  }
}

const tick = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

export async function settle(turns = 12): Promise<void> {
  for (let i = 0; i < turns; i++) await tick()
}
