import { describe, expect, test, vi } from 'vitest'
import { inRoom } from '../../lib/conversation.ts'
import type { Result } from '../../transport/request.ts'
import { openPage, settle, TestBrowser, TestVault } from './testOutbox.ts'

const ok: Result<unknown> = { ok: true, value: { id: '' } }
const refused = (error: object): Result<never> => ({
  ok: false,
  error: { type: 'cancel', condition: 'undefined-condition', ...error },
})
const never = new Promise<never>(() => {})
const words = (said: { content: string }[]) => said.map(({ content }) => content)
const kept = (browser: TestBrowser) =>
  [...(browser.vault as TestVault).rows.values()].map((text) => JSON.parse(text).value)

describe('before it is said', () => {
  test('an entry is kept before it is offered, and kept until there is proof', async () => {
    const browser = new TestBrowser()
    let atOffer: { stage: string }[] = []
    const page = openPage(browser, () => {
      atOffer = kept(browser)
      return ok
    })
    const id = page.type('Hello')
    await settle()
    expect(atOffer).toMatchObject([{ id, text: 'Hello', stage: 'emitted' }])
    expect(page.rows()[0]?.delivery).toBe('sending')
    page.outbox.confirm(id)
    await settle()
    expect(page.rows()[0]?.delivery).toBe('sent')
    expect(kept(browser)).toEqual([])
  })

  test('a disk that never answers holds nobody up for longer than a second', async () => {
    vi.useFakeTimers()
    const browser = new TestBrowser()
    const vault = new TestVault()
    vault.put = () => never
    browser.vault = vault
    const page = openPage(browser)
    await vi.advanceTimersByTimeAsync(50)
    page.type('Hello')
    await vi.advanceTimersByTimeAsync(900)
    expect(page.said()).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(words(page.said())).toEqual(['Hello'])
    expect(page.outbox.isLoose).toBe(true)
    vi.useRealTimers()
  })

  test('a browser that keeps nothing sends all the same, and says so', async () => {
    const browser = new TestBrowser()
    browser.vault = undefined
    const page = openPage(browser)
    page.breakOff()
    page.type('Hello')
    await settle()
    expect([page.outbox.keeps, page.outbox.isLoose]).toEqual([false, true])
    page.reopen()
    await settle()
    expect(words(page.said())).toEqual(['Hello'])
    page.outbox.confirm(page.said()[0]?.id ?? '')
    expect(page.outbox.isLoose).toBe(false)
  })

  test('a full disk is told, and what was written before counts', async () => {
    const browser = new TestBrowser()
    const page = openPage(browser)
    page.breakOff()
    page.type('One')
    await settle()
    expect([page.outbox.keeps, page.outbox.isLoose]).toEqual([true, false])
    ;(browser.vault as TestVault).isFull = true
    page.type('Two')
    await settle()
    expect([page.outbox.keeps, page.outbox.isLoose]).toEqual([false, true])
  })
})

describe('after a break', () => {
  test('what was offered and is not proved is offered again, in order, before what was not', async () => {
    let answer: Result<unknown> | Promise<never> = ok
    const page = openPage(new TestBrowser(), () => answer)
    page.type('One')
    await settle()
    answer = never
    page.type('Two')
    page.type('Three')
    await settle()
    expect(words(page.said())).toEqual(['One', 'Two'])
    page.breakOff()
    await settle()
    answer = ok
    page.reopen()
    await settle()
    expect(page.said().slice(2)).toMatchObject([
      { content: 'One', again: true, at: '2026-01-01T12:00:00.000Z' },
      { content: 'Two', again: true },
      { content: 'Three' },
    ])
    expect(page.said()[4]?.again).toBeUndefined()
    expect(page.said()[2]?.id).toBe(page.said()[0]?.id)
  })

  test('a way that broke while the entry was being kept was not used', async () => {
    const page = openPage(new TestBrowser())
    await settle()
    page.type('Hello')
    page.breakOff()
    await settle()
    expect(page.said()).toEqual([])
    page.reopen()
    await settle()
    expect(page.said()).toMatchObject([{ content: 'Hello' }])
    expect(page.said()[0]?.again).toBeUndefined()
  })

  test('a page that comes back shows what is kept and says it once', async () => {
    const browser = new TestBrowser()
    const before = openPage(browser, () => never)
    before.type('One')
    before.type('Two')
    await settle()
    before.outbox.close()
    const page = openPage(browser)
    await settle()
    expect(page.rows()).toMatchObject([
      { text: 'One', own: true, delivery: 'sending', author: 'marty@hill.example' },
      { text: 'Two', own: true, delivery: 'sending' },
    ])
    expect(page.said().map(({ content, again }) => [content, again])).toEqual([
      ['One', true],
      ['Two', undefined],
    ])
  })

  test('a room that lets us in later is waited for; one that does not says so in the end', async () => {
    vi.useFakeTimers()
    const lab = inRoom('lab@rooms.hill.example')
    let isIn = false
    const page = openPage(new TestBrowser(), () => (isIn ? ok : refused({ reason: 'not-joined' })))
    page.breakOff()
    page.type('Hello', lab)
    await vi.advanceTimersByTimeAsync(100)
    page.gateway.time += 1000
    page.reopen()
    await vi.advanceTimersByTimeAsync(100)
    expect(page.rows(lab)[0]?.delivery).toBe('sending')
    isIn = true
    page.outbox.entered('lab@rooms.hill.example')
    await vi.advanceTimersByTimeAsync(100)
    expect(page.said().map(({ again }) => again)).toEqual([undefined, undefined])
    isIn = false
    // Typed while one was there: it is not about to change.
    page.gateway.time += 1000
    page.type('Still here?', lab)
    await vi.advanceTimersByTimeAsync(100)
    expect(page.rows(lab)[1]).toMatchObject({ delivery: 'failed', error: { reason: 'not-joined' } })
    vi.useRealTimers()
  })

  test('who is back in a room soon has said there what was under way when they were put out of it', async () => {
    const lab = inRoom('lab@rooms.hill.example')
    const page = openPage(new TestBrowser(), () => ok)
    const doubtful = page.type('Under way', lab)
    const unsaid = page.type('Not said', lab)
    const older = page.type('Of this morning', inRoom('garage@rooms.hill.example'))
    await settle()
    const error = { type: 'wait', reason: 'unconfirmed', detail: 'not-joined' } as const
    page.outbox.refuse(doubtful, error)
    // Told as a bounce is, after which no proof from before counts.
    const was = { id: unsaid, conversation: lab, text: 'Not said', at: page.gateway.time }
    page.outbox.refuse(unsaid, { type: 'cancel', reason: 'not-joined' }, was)
    page.outbox.refuse(older, error)
    page.outbox.entered('lab@rooms.hill.example')
    page.type('Back again', lab)
    await settle()
    expect(page.said().slice(3)).toMatchObject([
      { content: 'Under way', id: doubtful, again: true },
      { content: 'Not said', id: unsaid },
      { content: 'Back again' },
    ])
    page.outbox.confirm(doubtful)
    page.outbox.confirm(unsaid)
    expect(page.rows(lab)).toMatchObject([
      { text: 'Under way', delivery: 'sent' },
      { text: 'Not said', delivery: 'sent' },
      { text: 'Back again' },
    ])
    page.gateway.time += 11 * 60_000
    page.outbox.entered('garage@rooms.hill.example')
    await settle()
    expect(page.said()).toHaveLength(6)
  })

  test('what no archive could tell of waits for a person also when its room is entered again', async () => {
    const lab = inRoom('lab@rooms.hill.example')
    const page = openPage(new TestBrowser(), () => ok)
    const id = page.type('Hello', lab)
    await settle()
    page.outbox.refuse(id, { type: 'wait', reason: 'unconfirmed' })
    page.outbox.entered('lab@rooms.hill.example')
    await settle()
    expect(page.said()).toHaveLength(1)
    expect(page.rows(lab)).toMatchObject([{ delivery: 'unconfirmed' }])
  })
})
