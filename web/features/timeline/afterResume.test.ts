import { beforeEach, expect, test, vi } from 'vitest'
import { historyModel } from './history.ts'
import { live, TestArchive } from './testArchive.ts'
import { settled, talk, withDoc } from './testTalk.ts'

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 100 })
  return () => vi.useRealTimers()
})

const HELD = ['one', 'two', 'three'].map((id, second) => ({
  id,
  from: 'doc',
  content: id,
  at: `2025-12-31T13:00:0${second}Z`,
}))

/** Marty's page comes back without a hole, and hears these, which were held back meanwhile, in this order. */
async function resumed(...ids: string[]) {
  const page = talk()
  const archive = new TestArchive(page)
  archive.add('own', 1, 'doc', '2025-12-31T12:00:00Z', 'old')
  const history = page.gateway.models.use(historyModel)
  await history.ready
  await settled()
  page.gateway.event('xmpp.session.state', { state: 'reconnecting' })
  page.gateway.event('xmpp.session.state', { state: 'online', resumed: true })
  archive.own.push(...HELD.filter(({ id }) => ids.includes(id)))
  for (const id of ids) page.hear(id, live(id))
  await vi.advanceTimersByTimeAsync(2000)
  await settled()
  return { texts: page.texts(withDoc), asked: archive.asked.map(({ rsm }) => rsm.after) }
}

test('what a server held back stands in the order of its archive, whatever order it came in', async () => {
  const { texts, asked } = await resumed('two', 'one', 'three')
  expect(texts).toEqual(['old-0', 'one', 'two', 'three'])
  expect(asked).toEqual([undefined, 'old-0'])
})

test('one alone has no order: nobody is asked', async () => {
  const { texts, asked } = await resumed('one')
  expect(texts).toEqual(['old-0', 'one'])
  expect(asked).toEqual([undefined])
})
