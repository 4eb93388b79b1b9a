import { beforeEach, expect, test, vi } from 'vitest'
import { batch } from '../../store/batch.ts'
import { historyModel } from './history.ts'
import { live, TestArchive } from './testArchive.ts'
import { at, settled, talk, withDoc } from './testTalk.ts'

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 2 })
  return () => vi.useRealTimers()
})

const HELD = ['one', 'two', 'three', 'four'].map((id, second) => ({
  id,
  from: 'doc',
  content: id,
  at: `2025-12-31T13:00:0${second}Z`,
}))

/** Marty's page, whose way to the server breaks and comes back without a hole. */
async function open() {
  const page = talk()
  const archive = new TestArchive(page)
  archive.add('own', 1, 'doc', '2025-12-31T12:00:00Z', 'old')
  const history = page.gateway.models.use(historyModel)
  await history.ready
  await settled()
  const state = (what: object) => page.gateway.event('xmpp.session.state', what as never)
  return {
    texts: () => page.texts(withDoc),
    onceAnswered(then: () => void) {
      archive.meanwhile = then
    },
    asked: () => archive.asked.map(({ rsm }) => rsm.after),
    hears(id: string) {
      archive.own.push({ id, from: 'doc', content: id, at: Date.now() })
      page.hear(id, live(id))
    },
    breaks: () => state({ state: 'reconnecting' }),
    /** These, which were held back meanwhile, are told in this order. */
    resumes(...ids: string[]) {
      this.resumesWith({}, ids)
    },
    resumesWith(more: object, ids: readonly string[]) {
      state({ state: 'online', resumed: true })
      archive.own.push(...HELD.filter(({ id }) => ids.includes(id)))
      for (const id of ids) page.hear(id, { ...live(id), ...more })
    },
    beginsAnew() {
      page.gateway.event('xmpp.connection', { status: 'online', jid: page.jid('marty') })
      state({ state: 'online', resumed: false })
    },
    async settles() {
      await vi.advanceTimersByTimeAsync(2000)
      await settled()
    },
  }
}

test('what a server held back stands in the order of its archive, whatever order it came in', async () => {
  const page = await open()
  page.breaks()
  page.resumes('two', 'one', 'three')
  await page.settles()
  expect(page.texts()).toEqual(['old-0', 'one', 'two', 'three'])
  expect(page.asked()).toEqual([undefined, 'old-0'])
})

test('so does what says that it was held back', async () => {
  const page = await open()
  page.breaks()
  page.resumesWith(at('2025-12-31T13:00:09.273Z'), ['two', 'one', 'three'])
  await page.settles()
  expect(page.texts()).toEqual(['old-0', 'one', 'two', 'three'])
  expect(page.asked()).toEqual([undefined, 'old-0'])
})

test('one alone does that says when: its clock is not ours', async () => {
  const page = await open()
  page.hears('zero')
  page.breaks()
  page.resumesWith(at('2025-12-31T13:00:01.273Z'), ['one'])
  await page.settles()
  expect(page.texts()).toEqual(['old-0', 'zero', 'one'])
  expect(page.asked()).toEqual([undefined, 'zero'])
})

test('also where they come in one batch with the word that the way is there again', async () => {
  const page = await open()
  page.breaks()
  batch(() => page.resumes('two', 'one', 'three'))
  await page.settles()
  expect(page.texts()).toEqual(['old-0', 'one', 'two', 'three'])
  expect(page.asked()).toEqual([undefined, 'old-0'])
})

test('one alone has no order: nobody is asked', async () => {
  const page = await open()
  page.breaks()
  page.resumes('one')
  await page.settles()
  expect(page.texts()).toEqual(['old-0', 'one'])
  expect(page.asked()).toEqual([undefined])
})

test('where the way breaks before anybody looked, the next look begins where the first would have', async () => {
  const page = await open()
  page.breaks()
  page.resumes('two', 'one')
  page.breaks()
  page.resumes('three')
  await page.settles()
  expect(page.texts()).toEqual(['old-0', 'one', 'two', 'three'])
  expect(page.asked()).toEqual([undefined, 'old-0'])
})

test('a session that begins anew before anybody looked is read on from there, too', async () => {
  const page = await open()
  page.breaks()
  page.resumes('two', 'one')
  page.breaks()
  page.beginsAnew()
  await page.settles()
  expect(page.texts()).toEqual(['old-0', 'one', 'two'])
  expect(page.asked()).toEqual([undefined, 'old-0'])
})

test('an answer to who asked before the way broke again says nothing of what came after', async () => {
  const page = await open()
  page.breaks()
  page.resumes('two', 'one')
  page.onceAnswered(() => {
    page.breaks()
    page.resumes('four', 'three')
  })
  await page.settles()
  await page.settles()
  expect(page.texts()).toEqual(['old-0', 'one', 'two', 'three', 'four'])
  expect(page.asked()).toEqual([undefined, 'old-0', 'old-0'])
})
