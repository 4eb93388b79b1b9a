import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test } from 'vitest'
import { historyModel } from './history.ts'
import { merged } from './searchArchive.ts'
import { TestArchive } from './testArchive.ts'
import { archived, lab, settled, talk, withDoc, withDocInLab } from './testTalk.ts'

const START = Date.parse('2025-12-01T12:00:00Z')
const never = () => false

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
})

/** Five hundred seconds of talk with Doc, of which the last fifty are here. */
async function visit(prepare: (archive: TestArchive) => void = () => {}) {
  const page = talk()
  const archive = new TestArchive(page)
  archive.isSearchable = true
  archive.add('own', 500, 'doc', START)
  prepare(archive)
  const history = page.gateway.models.use(historyModel)
  await history.ready
  for (let turn = 0; turn < 3; turn++) await settled()
  const say = (second: number, content: string) => {
    archive.own[second] = { ...archive.own[second], content } as never
  }
  const find = async (words: string, conversation = withDoc) =>
    (await history.searchArchive(conversation, words, never))?.map(({ entry }) => entry.text)
  return { ...page, archive, history, say, find }
}

test('the archive finds what is not here, newest first, and only what holds every word', async () => {
  const { say, find, archive } = await visit()
  say(10, 'The flux capacitor')
  say(20, 'A capacitor alone')
  say(30, 'Flux and Capacitor, said doc')
  expect(await find(' flux capacitor ')).toEqual(['Flux and Capacitor, said doc', 'The flux capacitor'])
  expect(archive.asked.at(-1)).toMatchObject({ with: 'doc@hill.example', text: 'flux capacitor' })
})

test('an archive that can not be searched, one that is out of reach, and what is in none are told from one that finds nothing', async () => {
  const { find, archive, session } = await visit()
  expect(await find('delorean')).toEqual([])
  expect(await find('delorean', withDocInLab)).toBeUndefined()
  archive.isSearchable = false
  expect(await find('delorean')).toBeUndefined()
  archive.isSearchable = true
  session.link.set({ state: 'broken' })
  expect(await find('delorean')).toBeUndefined()
})

test('what an archive finds of too many words is read no further than three pages', async () => {
  const { archive, find } = await visit((each) => {
    each.own.length = 0
    for (let second = 0; second < 300; second++)
      each.own.push({ id: `m${second}`, from: 'doc', at: START + second * 1000, content: `flux ${second}` })
  })
  archive.asked.length = 0
  expect(await find('flux nothing')).toEqual([])
  expect(archive.asked).toHaveLength(3)
})

test('what was taken out here is not found again in the archive', async () => {
  const { archive, find, inLab, gateway, history } = await visit((each) => {
    each.room.push({ id: 'r1', from: 'Biff', at: START, content: 'A bad word' })
  })
  inLab('Biff', 'A bad word', { id: 'm-r1', ...archived('r1') })
  expect(await find('bad', lab)).toEqual(['A bad word'])
  gateway.event('xmpp.muc.moderated', { room: 'lab@rooms.hill.example', id: 'r1' })
  expect(await find('bad', lab)).toEqual([])
  expect(archive.asked.at(-1)).toMatchObject({ to: 'lab@rooms.hill.example', text: 'bad' })
  await history.flush()
})

test('a message that only the archive had is jumped to, with what stands around it, and gaps where more is missing', async () => {
  const { say, history, timeline, entries } = await visit()
  say(100, 'Great Scott')
  const [row] = (await history.searchArchive(withDoc, 'scott', never)) ?? []
  const jump = await history.jumps.toFound(row as never)
  expect('key' in jump && timeline.of(withDoc).entries.get(jump.key)?.text).toBe('Great Scott')
  const rows = entries(withDoc).map(({ kind, text }) => (kind === 'gap' ? 'gap' : text))
  expect(rows.slice(0, 2)).toEqual(['Great Scott', 'doc-101'])
  expect([rows[50], rows.at(-1)]).toEqual(['gap', 'doc-499'])
})

test('one that lies in a gap of what is kept is reached through both', async () => {
  const first = await visit()
  await first.history.jumps.toDate(withDoc, START)
  await first.history.flush()
  const { say, history, timeline } = await visit()
  say(200, 'Great Scott')
  const [row] = (await history.searchArchive(withDoc, 'scott', never)) ?? []
  const jump = await history.jumps.toFound(row as never)
  expect('key' in jump && timeline.of(withDoc).entries.get(jump.key)?.text).toBe('Great Scott')
})

test('what is kept and found by the archive as well stands once, a correction with what it corrects', () => {
  const row = (order: number, entry: object) =>
    ({
      v: 1,
      conversation: withDoc,
      order,
      entry: { author: 'doc', own: false, at: order, ...entry },
    }) as never
  const kept = [row(3, { archiveId: 'a3', id: 'm3', text: 'corrected flux', edited: true })]
  const found = [
    row(5, { archiveId: 'a5', id: 'm5', text: 'new flux' }),
    row(4, { archiveId: 'a4', id: 'm4', text: 'corrected flux', replaces: 'm3' }),
    row(3, { archiveId: 'a3', id: 'm3', text: 'flux' }),
    row(2, { archiveId: 'a2', id: 'm2', text: 'the last flux', replaces: 'm1' }),
    row(1, { archiveId: 'a1', id: 'm1', text: 'the flux' }),
  ]
  expect(merged(kept, found).map(({ entry }) => entry.text)).toEqual([
    'new flux',
    'corrected flux',
    'the last flux',
  ])
})
