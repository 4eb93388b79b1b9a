import { describe, expect, test, vi } from 'vitest'
import type { Result } from '../../transport/request.ts'
import { doc, openPage, settle, TestBrowser } from './testOutbox.ts'

const ok: Result<unknown> = { ok: true, value: { id: '' } }
const refused = (error: object): Result<never> => ({
  ok: false,
  error: { type: 'cancel', condition: 'undefined-condition', ...error },
})
const words = (said: { content: string }[]) => said.map(({ content }) => content)

describe('what goes wrong', () => {
  test('a failure holds later ones of its conversation only; a retry goes first', async () => {
    let answer = refused({ condition: 'forbidden' })
    const page = openPage(new TestBrowser(), () => answer)
    const other = 'chat:biff@hill.example'
    const first = page.type('One')
    page.type('Two')
    await settle()
    page.type('Elsewhere', other)
    await settle()
    expect(words(page.said())).toEqual(['One', 'Elsewhere'])
    expect(page.rows()).toMatchObject([{ delivery: 'failed' }, { delivery: 'sending', held: true }])
    answer = ok as never
    page.outbox.retry(first)
    await settle()
    expect(words(page.said())).toEqual(['One', 'Elsewhere', 'One', 'Two'])
    expect(page.rows()[1]?.held).toBeUndefined()
  })

  test('poison fails alone, is never offered, and the next ones go', async () => {
    const page = openPage(new TestBrowser())
    page.type('x'.repeat(20_000))
    page.type('bell \u0007')
    page.type('Fine')
    await settle()
    expect(words(page.said())).toEqual(['Fine'])
    expect(page.rows().map(({ error }) => error?.reason)).toEqual([
      'too-long',
      'illegal-character',
      undefined,
    ])
  })

  test('poison that only the gateway knows fails alone too', async () => {
    const page = openPage(new TestBrowser(), ({ content }) =>
      content === 'Bad' ? refused({ reason: 'bad-data' }) : ok,
    )
    page.type('Bad')
    page.type('Fine')
    await settle()
    expect(words(page.said())).toEqual(['Bad', 'Fine'])
  })

  test('who is told to slow down waits, and goes on by itself', async () => {
    vi.useFakeTimers()
    let wait: string | undefined = '2'
    const page = openPage(new TestBrowser(), () =>
      wait ? refused({ reason: 'rate-limited', detail: wait }) : ok,
    )
    page.type('One')
    page.type('Two')
    await vi.advanceTimersByTimeAsync(1000)
    expect(words(page.said())).toEqual(['One'])
    wait = undefined
    page.gateway.time += 2000
    await vi.advanceTimersByTimeAsync(1500)
    expect(words(page.said())).toEqual(['One', 'One', 'Two'])
    expect(page.said().map(({ again }) => again)).toEqual([undefined, undefined, undefined])
    vi.useRealTimers()
  })

  test('nothing stays undecided: the gateway is asked once more, then the person decides', async () => {
    vi.useFakeTimers()
    const page = openPage(new TestBrowser())
    page.type('Hello')
    await vi.advanceTimersByTimeAsync(100)
    const wait = async (seconds: number) => {
      for (let i = 0; i < seconds / 5; i++) {
        page.gateway.time += 5000
        await vi.advanceTimersByTimeAsync(5000)
      }
    }
    await wait(50)
    expect(page.said().map(({ again }) => again)).toEqual([undefined, true])
    await wait(70)
    expect(page.rows()[0]).toMatchObject({ delivery: 'unconfirmed', error: { reason: 'unconfirmed' } })
    expect(page.said()).toHaveLength(2)
    page.outbox.confirm(page.said()[0]?.id ?? '')
    expect(page.rows()[0]?.delivery).toBe('sent')
    vi.useRealTimers()
  })

  test('of two corrections on their way, a refused one before the last asks nobody', async () => {
    const page = openPage(new TestBrowser(), ({ content }) => (content === 'Two' ? refused({}) : ok))
    const id = page.type('One')
    await settle()
    page.outbox.confirm(id)
    const correction = { conversation: doc, at: page.gateway.time, replace: id, before: { text: 'One' } }
    page.outbox.add({ ...correction, id: 'c1', text: 'Two' })
    page.outbox.add({ ...correction, id: 'c2', text: 'Three' })
    await settle()
    expect(words(page.said())).toEqual(['One', 'Two', 'Three'])
    expect(page.rows()).toMatchObject([{ text: 'Three', edited: true, delivery: 'sending' }])
    page.outbox.confirm('c2')
    expect(page.rows()).toMatchObject([{ text: 'Three', edited: true, delivery: 'sent' }])
  })

  test('a correction that was waiting is shown again by the next page, before and after its message is', async () => {
    const browser = new TestBrowser()
    const before = openPage(browser)
    before.breakOff()
    const correction = {
      conversation: doc,
      at: before.gateway.time,
      replace: 'm1',
      before: { text: 'Wrong' },
    }
    before.outbox.add({ ...correction, id: 'c1', text: 'Right' })
    await settle()
    before.outbox.close()
    const page = openPage(browser, () => refused({ condition: 'forbidden' }))
    await settle()
    expect(page.rows()).toMatchObject([{ text: 'Right', edited: true, delivery: 'failed' }])
    page.gateway.event('xmpp.chat.sent', {
      from: { user: 'marty', domain: 'hill.example' },
      to: { user: 'doc', domain: 'hill.example' },
      id: 'm1',
      content: 'Wrong',
      delay: { when: '2025-12-31T12:00:00Z' },
    })
    page.outbox.show(doc)
    expect(page.rows()).toMatchObject([
      { id: 'm1', text: 'Right', delivery: 'failed', revising: { id: 'c1' } },
    ])
    page.outbox.discard('c1')
    expect(page.rows()).toMatchObject([{ id: 'm1', text: 'Wrong' }])
  })

  test('that the server had it proves nothing for one that came back, whichever word came first', async () => {
    const page = openPage(new TestBrowser())
    const id = page.type('Hello')
    await settle()
    const error = { type: 'cancel', condition: 'service-unavailable' }
    page.outbox.refuse(id, error, { id, conversation: doc, text: 'Hello', at: page.gateway.time })
    page.outbox.confirm(id)
    expect(page.rows()).toMatchObject([{ delivery: 'failed', error }])
    page.outbox.retry(id)
    await settle()
    page.outbox.confirm(id)
    expect(page.rows()).toMatchObject([{ delivery: 'sent' }])
  })

  test('one that comes back after its proof can be said again, also by the next page', async () => {
    const browser = new TestBrowser()
    const page = openPage(browser)
    const id = page.type('Hello')
    await settle()
    page.outbox.confirm(id)
    const error = { type: 'cancel', condition: 'item-not-found' }
    // Its row was changed by who knows who may say so.
    page.gateway.event('xmpp.chat.error', { from: { user: 'doc', domain: 'hill.example' }, id, error })
    page.outbox.refuse(id, error, { id, conversation: doc, text: 'Hello', at: page.gateway.time })
    await settle()
    page.outbox.close()
    const next = openPage(browser)
    await settle()
    expect(next.rows()).toMatchObject([{ text: 'Hello', delivery: 'failed', error }])
    next.outbox.retry(id)
    await settle()
    expect(next.said()).toMatchObject([{ content: 'Hello', id }])
    expect(next.said()[0]?.again).toBeUndefined()
  })
})
