import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import { historyModel } from './history.ts'
import { TestArchive } from './testArchive.ts'
import { settled, talk, withDoc } from './testTalk.ts'

const START = Date.parse('2025-12-01T12:00:00Z')

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
})

async function visit({ count = 500, isOnline = true } = {}) {
  const page = talk()
  const archive = new TestArchive(page)
  archive.add('own', count, 'doc', START)
  if (!isOnline) page.session.link.set({ state: 'broken' })
  const history = page.gateway.models.use(historyModel)
  await history.ready
  for (let turn = 0; turn < 3; turn++) await settled()
  const rows = () =>
    page.entries(withDoc).map(({ kind, text }) => (kind === 'gap' ? 'gap' : Number(text.slice(4))))
  return {
    ...page,
    archive,
    history,
    rows,
    gap: () => page.entries(withDoc).find(({ kind }) => kind === 'gap')?.key ?? '',
    async to(second: number) {
      const jump = await history.jumps.toDate(withDoc, START + second * 1000)
      return 'key' in jump ? page.timeline.of(withDoc).entries.get(jump.key)?.text : jump.why
    },
  }
}
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

test('a day far back is loaded, with a gap behind it that is read on from above, and older pages before it', async () => {
  const { to, rows, history, commands, gap } = await visit()
  expect(rows()).toEqual(range(450, 500))
  expect(await to(100)).toBe('doc-100')
  expect(rows()).toEqual([...range(100, 150), 'gap', ...range(450, 500)])
  await history.loadGap(withDoc, gap())
  expect(rows()).toEqual([...range(100, 200), 'gap', ...range(450, 500)])
  await commands.loadOlder(withDoc)
  expect(rows()).toEqual([...range(50, 200), 'gap', ...range(450, 500)])
  for (let page = 0; page < 6; page++) await history.loadGap(withDoc, gap())
  expect(rows()).toEqual(range(50, 500))
})

test('a day in what is missing is loaded from the middle, and both sides of it stay gaps', async () => {
  const { to, rows, history, commands, entries } = await visit()
  await to(0)
  expect(rows()).toEqual([...range(0, 50), 'gap', ...range(450, 500)])
  expect(await to(200)).toBe('doc-200')
  expect(rows()).toEqual([...range(0, 50), 'gap', ...range(200, 250), 'gap', ...range(450, 500)])
  await commands.loadOlder(withDoc)
  const load = async () => {
    const gap = entries(withDoc).find(({ kind }) => kind === 'gap')
    if (gap) await history.loadGap(withDoc, gap.key)
  }
  for (let page = 0; page < 12; page++) await load()
  expect(rows()).toEqual(range(0, 500))
})

test('a day that is here needs nobody, and one after the last message leads to it', async () => {
  const { to, archive } = await visit({ count: 40 })
  const asked = archive.asked.length
  expect([await to(20), await to(1000)]).toEqual(['doc-20', 'doc-39'])
  expect(archive.asked.length).toBe(asked)
})

test('without a way, a day that is kept is shown, and one that is not says so', async () => {
  const first = await visit()
  for (let page = 0; page < 6; page++) await first.commands.loadOlder(withDoc)
  const oldest = first.rows()[0] as number
  expect(oldest).toBeLessThan(250)
  await first.history.flush()
  const { to, rows, history, gap, archive } = await visit({ isOnline: false })
  expect(await to(300)).toBe('doc-300')
  const [start] = rows() as number[]
  expect(rows()).toEqual([...range(start ?? 0, 350), 'gap', 499])
  expect(start).toBeLessThan(300)
  for (let page = 0; page < 4; page++) await history.loadGap(withDoc, gap())
  expect(rows()).toEqual(range(start ?? 0, 500))
  expect(await to(oldest - 10)).toBe('offline')
  expect(archive.asked).toEqual([])
})

test('words are found in all that is kept, whatever their case and accents, and lead to their message', async () => {
  const first = await visit({ count: 0 })
  for (const text of ['Élise was here', 'elise too', 'Nobody']) first.hear(text, { id: text })
  for (let index = 0; index < 260; index++) first.hear(`Noise ${index}`, { id: `n${index}` })
  await first.history.flush()
  const { history, timeline } = await visit({ count: 0, isOnline: false })
  const found = await history.search(withDoc, ' ELISE', () => false)
  expect(found.map(({ entry }) => entry.text)).toEqual(['elise too', 'Élise was here'])
  const jump = await history.jumps.toFound(found[1] as never)
  expect('key' in jump && timeline.of(withDoc).entries.get(jump.key)?.text).toBe('Élise was here')
})
