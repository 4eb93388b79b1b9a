import { expect, test } from 'vitest'
import { historyModel } from './history.ts'
import { TestArchive } from './testArchive.ts'
import { settled, talk, withDoc } from './testTalk.ts'

const YESTERDAY = '2025-12-31T12:00:00Z'

/** Marty's page after he was away for 1,200 messages. */
async function afterLong(count = 1200) {
  localStorage.clear()
  const page = talk()
  const archive = new TestArchive(page)
  archive.add('own', 2, 'doc', '2025-12-31T06:00:00Z', 'old')
  const history = page.gateway.models.use(historyModel)
  await history.ready
  await settled()
  const wait = async () => {
    for (let turn = 0; turn < 3; turn++) await settled()
  }
  const rows = () => page.entries(withDoc).map(({ kind, text }) => (kind === 'gap' ? 'gap' : text))
  const gap = () => page.entries(withDoc).find(({ kind }) => kind === 'gap')
  page.gateway.event('xmpp.session.state', { state: 'reconnecting' })
  archive.add('own', count, 'doc', YESTERDAY, 'new')
  const back = async () => {
    page.gateway.event('xmpp.connection', { status: 'online', jid: page.jid('marty') })
    await wait()
  }
  return {
    ...page,
    archive,
    history,
    rows,
    gap,
    wait,
    back,
    load: () => history.loadGap(withDoc, gap()?.key ?? ''),
  }
}
const news = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `new-${from + index}`)

test('a gap stands between what was read and the newest, and closes as it is read from below', async () => {
  const { back, rows, gap, load, archive } = await afterLong()
  await back()
  expect(rows()).toEqual(['old-0', 'old-1', ...news(0, 1000), 'gap', ...news(1150, 1200)])
  expect(gap()?.gap).toMatchObject({ after: Date.parse(YESTERDAY) + 999_000, state: 'open' })
  await load()
  expect(rows()).toEqual(['old-0', 'old-1', ...news(0, 1000), 'gap', ...news(1100, 1200)])
  for (let page = 0; page < 3; page++) await load()
  expect(rows()).toEqual(['old-0', 'old-1', ...news(0, 1200)])
  expect(archive.asked.at(-1)).toMatchObject({ with: 'doc@hill.example', rsm: { before: 'new-1000' } })
})

test('an archive that does not answer leaves the gap, which is tried again', async () => {
  const { back, gap, load, archive, rows } = await afterLong(1060)
  await back()
  archive.failing.push({ type: 'wait', condition: 'internal-server-error' })
  await load()
  expect(gap()?.gap?.state).toBe('failed')
  await load()
  expect(rows()).toEqual(['old-0', 'old-1', ...news(0, 1060)])
})

test('where the archive forgot the message below, the gap is read by its times', async () => {
  const { back, load, archive, rows } = await afterLong(1060)
  await back()
  archive.own.splice(
    archive.own.findIndex(({ id }) => id === 'new-1010'),
    1,
  )
  await load()
  expect(rows()).toEqual(['old-0', 'old-1', ...news(0, 1060)])
})

test('a clock that was off puts nothing beyond the gap', async () => {
  const { back, load, rows, gateway, hear } = await afterLong(1100)
  gateway.time += 3_600_000 * 48
  hear('Live', { id: 'live' })
  await back()
  await load()
  expect(rows().indexOf('gap')).toBe(1002)
  await load()
  expect(rows().filter((row) => row !== 'Live')).toEqual(['old-0', 'old-1', ...news(0, 1100)])
})

test('while an archive can not be read on, the place where it stopped says so, and tries again', async () => {
  const { back, archive, rows, gap, load, wait, hear } = await afterLong(3)
  archive.failing.push({ type: 'wait', condition: 'internal-server-error' })
  await back()
  hear('Live', { id: 'live' })
  expect(rows()).toEqual(['old-0', 'old-1', 'gap', 'Live'])
  expect(gap()?.gap).toMatchObject({ isTail: true, state: 'failed' })
  await load()
  await wait()
  expect(rows()).toEqual(['old-0', 'old-1', ...news(0, 3), 'Live'])
})
