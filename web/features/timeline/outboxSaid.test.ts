import { expect, test } from 'vitest'
import { inRoom } from '../../lib/conversation.ts'
import { openPage, settle, TestBrowser } from './testOutbox.ts'

const ROOM = 'lab@rooms.hill.example'
const lab = inRoom(ROOM)
const past = { private: false, room: ROOM, nick: 'Marty', delay: { when: '2025-12-31T12:00:00Z' } }

/** Says it in the room and has proof of it; then the page is loaded anew. */
async function saidBefore(text: string, more: object = {}) {
  const browser = new TestBrowser()
  const before = openPage(browser)
  before.gateway.event('xmpp.muc.roster', { room: ROOM, nick: 'Marty', self: true, ...more })
  const id = before.type(text, lab)
  await settle()
  before.gateway.event('xmpp.muc.message', { ...past, delay: undefined, content: text, id, own: true })
  before.outbox.confirm(id)
  await settle()
  before.outbox.close()
  return { id, browser }
}

test('what was said in a room that tells its past by nicks alone is known again by a page that comes later', async () => {
  const { id, browser } = await saidBefore('Hello')
  const page = openPage(browser)
  await settle()
  page.gateway.event('xmpp.muc.message', { ...past, content: 'Hello', id })
  expect(page.rows(lab)).toMatchObject([{ text: 'Hello', own: true, delivery: 'sent', author: 'Marty' }])
})

test('it is ours in its place, too, where the room has told it before that is read', async () => {
  const { id, browser } = await saidBefore('Hello')
  const page = openPage(browser)
  page.gateway.event('xmpp.muc.message', { ...past, content: 'Hello', id })
  page.gateway.event('xmpp.muc.message', { ...past, content: 'Later', nick: 'Doc' })
  expect(page.rows(lab)[0]).toMatchObject({ own: false })
  await settle()
  expect(page.rows(lab)).toMatchObject([{ text: 'Hello', own: true, delivery: 'sent' }, { own: false }])
  // Of the nick it is no more: who has it now corrects nothing of ours.
  page.gateway.event('xmpp.muc.message', { ...past, delay: undefined, content: 'Bye', id: 'b', replace: id })
  expect(page.rows(lab)[0]?.text).toBe('Hello')
})

test.each([
  ['other words', { content: 'Butthead' }],
  ['another nick', { nick: 'Biff' }],
  ['another room', { room: 'den@rooms.hill.example' }],
  ['what is said now', { delay: undefined }],
  ['an occupant of another id', { occupantId: 'o2' }],
])('its id makes nobody else’s ours: %s', async (_, lie) => {
  const { id, browser } = await saidBefore('Hello')
  const page = openPage(browser)
  await settle()
  page.gateway.event('xmpp.muc.message', { ...past, content: 'Hello', id, ...lie })
  const shown = [...page.rows(lab), ...page.rows(inRoom('den@rooms.hill.example'))]
  expect(shown).toMatchObject([{ own: false }])
})

test('who repeats it with its words and all is not us a second time', async () => {
  const { id, browser } = await saidBefore('Hello')
  const page = openPage(browser)
  await settle()
  for (const archiveId of ['a1', 'a2'])
    page.gateway.event('xmpp.muc.message', {
      ...past,
      content: 'Hello',
      id,
      stanzaIds: [{ by: ROOM, id: archiveId }],
    })
  expect(page.rows(lab).map(({ own }) => own)).toEqual([true, false])
})

test('what was proved before the page knew that it had said it is ours, too', async () => {
  const browser = new TestBrowser()
  const before = openPage(browser, () => new Promise<never>(() => {}))
  const id = before.type('Hello', lab)
  await settle()
  before.outbox.close()
  const page = openPage(browser)
  page.gateway.event('xmpp.muc.message', { ...past, content: 'Hello', id })
  page.outbox.confirm(id)
  await settle()
  expect(page.rows(lab)).toMatchObject([{ text: 'Hello', own: true, delivery: 'sent' }])
})

test('it is kept for a day, and not where the room tells by itself whose words are whose', async () => {
  const { id, browser } = await saidBefore('Hello')
  const later = openPage(browser, undefined, 25 * 60 * 60 * 1000)
  await settle()
  later.gateway.event('xmpp.muc.message', { ...past, content: 'Hello', id })
  expect(later.rows(lab)).toMatchObject([{ own: false }])
  expect(browser.kept('said')).toEqual([])
  const sure = await saidBefore('Hello', { occupantId: 'o1' })
  expect(sure.browser.kept('said')).toEqual([])
})
