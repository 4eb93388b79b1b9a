import { expect, test, vi } from 'vitest'
import type { Result } from '../../transport/request.ts'
import { openTabs } from './outboxTabs.ts'
import { openPage, settle, TestBrowser, TestVault } from './testOutbox.ts'

const ok: Result<unknown> = { ok: true, value: { id: '' } }
const words = (said: { content: string }[]) => said.map(({ content }) => content)
const shown = (rows: { text: string; delivery?: string }[]) =>
  rows.map(({ text, delivery }) => [text, delivery])

test('one tab sends for all, and each shows all as they stand', async () => {
  const browser = new TestBrowser()
  const owner = openPage(browser)
  const other = openPage(browser)
  await settle()
  const id = other.type('From the other')
  owner.type('From the owner')
  await settle()
  expect(words(owner.said()).sort()).toEqual(['From the other', 'From the owner'])
  expect(other.said()).toEqual([])
  expect(shown(other.rows())).toEqual([
    ['From the other', 'sending'],
    ['From the owner', 'sending'],
  ])
  owner.outbox.confirm(id)
  await settle()
  expect(other.rows()[0]?.delivery).toBe('sent')
  expect(owner.rows().find(({ text }) => text === 'From the other')?.delivery).toBe('sent')
})

test('a proof that only a follower heard counts everywhere', async () => {
  const browser = new TestBrowser()
  const owner = openPage(browser)
  const other = openPage(browser)
  await settle()
  const id = owner.type('Hello')
  await settle()
  other.outbox.confirm(id)
  await settle()
  expect(owner.rows()[0]?.delivery).toBe('sent')
  expect((browser.vault as TestVault).rows.size).toBe(0)
})

test('when the tab that sends is closed, another goes on: what was offered with the question, the rest without', async () => {
  const browser = new TestBrowser()
  const owner = openPage(browser, () => new Promise(() => {}))
  const other = openPage(browser)
  await settle()
  owner.type('One')
  await settle()
  other.type('Two')
  await settle()
  expect(words(owner.said())).toEqual(['One'])
  owner.outbox.close()
  await settle()
  expect(other.said().map(({ content, again }) => [content, again])).toEqual([
    ['One', true],
    ['Two', undefined],
  ])
})

test('a tab that is opened later shows the same, also what no disk keeps', async () => {
  const browser = new TestBrowser()
  browser.vault = undefined
  const owner = openPage(browser, ({ content }) =>
    content === 'One' ? { ok: false, error: { type: 'cancel', condition: 'forbidden' } } : ok,
  )
  owner.type('One')
  owner.type('Two')
  await settle()
  const later = openPage(browser)
  await settle()
  expect(later.rows()).toMatchObject([
    { text: 'One', delivery: 'failed' },
    { text: 'Two', delivery: 'sending', held: true },
  ])
  later.outbox.discard(later.rows()[0]?.id ?? '')
  await settle()
  expect(shown(owner.rows())).toEqual([['Two', 'sending']])
  expect(words(owner.said())).toEqual(['One', 'Two'])
})

test('a retry in two tabs at once says it once', async () => {
  const browser = new TestBrowser()
  let answer: Result<unknown> = { ok: false, error: { type: 'cancel', condition: 'forbidden' } }
  const owner = openPage(browser, () => answer)
  const other = openPage(browser)
  const id = owner.type('Hello')
  await settle()
  answer = ok
  owner.outbox.retry(id)
  other.outbox.retry(id)
  await settle()
  expect(words(owner.said())).toEqual(['Hello', 'Hello'])
})

test('a disk that was slow in one tab undoes nothing that another wrote', async () => {
  vi.useFakeTimers()
  const browser = new TestBrowser()
  const disk = browser.vault as TestVault
  const slow = new TestVault()
  let write = () => {}
  slow.put = (...put) =>
    new Promise((resolve) => {
      write = () => void disk.put(...put).then(resolve)
    })
  const owner = openPage(browser)
  browser.vault = slow
  const other = openPage(browser)
  await vi.advanceTimersByTimeAsync(100)
  const id = other.type('Hello')
  await vi.advanceTimersByTimeAsync(1500)
  expect(words(owner.said())).toEqual(['Hello'])
  owner.outbox.confirm(id)
  await vi.advanceTimersByTimeAsync(100)
  expect(disk.rows.size).toBe(0)
  write()
  await vi.advanceTimersByTimeAsync(100)
  expect(disk.rows.size).toBe(0)
  vi.useRealTimers()
})

test('what ends after a tab was closed tells the others nothing, and breaks nothing', () => {
  class Channel {
    readonly said: unknown[] = []
    isClosed = false
    postMessage(word: unknown) {
      if (this.isClosed) throw new DOMException('Channel is closed', 'InvalidStateError')
      this.said.push(word)
    }
    close() {
      this.isClosed = true
    }
  }
  const channels: Channel[] = []
  vi.stubGlobal(
    'BroadcastChannel',
    class extends Channel {
      constructor() {
        super()
        channels.push(this)
      }
    },
  )
  vi.stubGlobal('navigator', { ...navigator, locks: { request: () => new Promise(() => {}) } })
  try {
    const tabs = openTabs('marty@hill.example', { heard() {}, owns() {} })
    tabs.tell({ kind: 'hello' })
    tabs.close()
    tabs.tell({ kind: 'gone', id: 'm1', how: 'sent' })
    expect(channels.map(({ said }) => said)).toEqual([[{ kind: 'hello' }]])
  } finally {
    vi.unstubAllGlobals()
  }
})
