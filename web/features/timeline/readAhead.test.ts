import { expect, test } from 'vitest'
import { historyModel } from './history.ts'
import { TestArchive } from './testArchive.ts'
import { lab, ROOM, settled, talk, withDoc } from './testTalk.ts'

const START = '2025-12-01T12:00:00Z'
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

/** Marty's page beside two long pasts, of which it has the newest page. */
async function reader() {
  const page = talk()
  const archive = new TestArchive(page)
  archive.add('own', 300, 'doc', START)
  archive.add('room', 300, 'Doc', START)
  await page.gateway.models.use(historyModel).ready
  page.gateway.event('xmpp.muc.roster', { room: ROOM, nick: 'Marty', present: true, self: true })
  const settle = async () => {
    for (let turn = 0; turn < 3; turn++) await settled()
  }
  await settle()
  archive.asked.length = 0
  return {
    ...page,
    archive,
    settle,
    numbers: (conversation: string) => page.texts(conversation).map((text) => Number(text.slice(4))),
    before: () => archive.asked.map(({ rsm }) => rsm.before),
  }
}

test('who goes up finds the page after the next one asked for already, and none is asked for twice', async () => {
  const { commands, before, numbers } = await reader()
  await commands.loadOlder(withDoc)
  expect(numbers(withDoc)).toEqual(range(200, 300))
  expect(before()).toEqual([true, 'doc-250', 'doc-200'])
  await commands.loadOlder(withDoc)
  expect(numbers(withDoc)).toEqual(range(150, 300))
  for (let page = 0; page < 3; page++) await commands.loadOlder(withDoc)
  expect(numbers(withDoc)).toEqual(range(0, 300))
  expect(before()).toEqual([true, 'doc-250', 'doc-200', 'doc-150', 'doc-100', 'doc-50'])
})

test('a conversation that is only opened is not read ahead', async () => {
  const { commands, archive, before, texts } = await reader()
  archive.add('own', 60, 'biff', START)
  await commands.loadOlder('chat:biff@hill.example')
  expect(texts('chat:biff@hill.example')).toHaveLength(50)
  expect(before()).toEqual([true])
})

test('what could not be read ahead is asked for again, and nobody hears of it', async () => {
  const { commands, archive, before, numbers, timeline } = await reader()
  await commands.loadOlder(withDoc)
  archive.failing = [{ type: 'wait', reason: 'timeout' }]
  await commands.loadOlder(withDoc)
  expect(timeline.of(withDoc).older.get()).toBe('more')
  await commands.loadOlder(withDoc)
  expect(before().filter((id) => id === 'doc-150')).toHaveLength(2)
  expect(numbers(withDoc)).toEqual(range(100, 300))
})

test('after a hole the archive is asked anew', async () => {
  const { commands, gateway, jid, before, settle, numbers } = await reader()
  await commands.loadOlder(withDoc)
  gateway.event('xmpp.session.state', { state: 'reconnecting' })
  gateway.event('xmpp.connection', { status: 'online', jid: jid('marty') })
  gateway.event('xmpp.session.state', { state: 'online', resumed: false })
  await settle()
  await commands.loadOlder(withDoc)
  expect(before().filter((id) => id === 'doc-200')).toHaveLength(2)
  expect(numbers(withDoc)).toEqual(range(150, 300))
})

test('what is taken out while it waits to be shown is not shown', async () => {
  const { commands, gateway, before, texts } = await reader()
  await commands.loadOlder(lab)
  expect(before().at(-1)).toBe('Doc-200')
  gateway.event('xmpp.muc.moderated', { room: ROOM, id: 'Doc-199', nick: 'Jennifer' })
  await commands.loadOlder(lab)
  expect(texts(lab)).toHaveLength(150)
  expect(texts(lab)).not.toContain('Doc-199')
  expect(texts(lab)).toContain('Doc-198')
})
