import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../app/testRender.tsx'
import { chatWith } from '../../lib/conversation.ts'
import { conversationsModel } from '../conversations/model.ts'
import { MessageList } from './components/MessageList.tsx'
import { archived, lab, ROOM, talk, withDoc } from './testTalk.ts'

beforeEach(() => localStorage.clear())

const withBiff = chatWith('biff@hill.example')

/** Doc is a contact; Biff is nobody. */
function page() {
  const all = talk()
  const doc = { user: 'doc', domain: 'hill.example' }
  all.gateway.event('xmpp.roster.push', { jid: doc, subscription: 'both', name: 'Doc' })
  const conversations = all.gateway.models.use(conversationsModel)
  const fail = (failed: string, more: object = {}, user = 'doc') =>
    all.gateway.event('xmpp.chat.message', { from: all.jid(user), failed, ...more })
  return { ...all, conversations, fail, show: (id: string) => renderPage(<List id={id} />, all.gateway) }
}

const List = ({ id }: { id: string }) => <MessageList conversation={id} selfName="Marty" />

test.each([
  ['copy', /failed its check and is not shown/, /claimed to be a copy/],
  ['room', /failed its check and is not shown/, /only a room itself may say/],
  ['unreadable', /failed its check and is not shown/, /It is broken/],
  ['encrypted', /is encrypted and cannot be read here/, /has the key to it/],
])('%s: a row stands in its place, says whose it was, and why when asked', async (failed, says, why) => {
  const { fail, hear, show } = page()
  hear('Before')
  fail(failed, { id: 'x' })
  hear('After')
  show(withDoc)
  expect((await screen.findByText(says)).textContent).toMatch(/^A message from Doc /)
  const details = screen.getByText(why).closest('details')
  expect(details?.open).toBe(false)
  await userEvent.click(screen.getByText('Why?'))
  expect(details?.open).toBe(true)
  expect(screen.queryByRole('button', { name: 'Copy text' })).toBeNull()
})

test('a burst is one row with its number, and one unread message', async () => {
  const { fail, hear, show, conversations } = page()
  for (let index = 0; index < 300; index++) fail('copy', { id: `x${index}` })
  expect(conversations.rows.get(withDoc)).toMatchObject({
    unread: 1,
    preview: 'This message failed its check and is not shown',
  })
  hear('Between')
  fail('copy', { id: 'y' })
  show(withDoc)
  await screen.findByText('300 messages from Doc failed their checks and are not shown.')
  screen.getByText('A message from Doc failed its check and is not shown.')
})

test('what comes again, live or from the archive, is the same row', () => {
  const { fail, entries } = page()
  fail('copy', { id: 'x', ...archived('a1', 'marty@hill.example') })
  fail('copy', { id: 'x', ...archived('a1', 'marty@hill.example') })
  expect(entries(withDoc)).toHaveLength(1)
})

test('a stranger’s claims of others’ words make no conversation; an encrypted message is one', () => {
  const { fail, conversations, entries, hear } = page()
  fail('copy', { id: 'x' }, 'biff')
  fail('room', { id: 'y' }, 'biff')
  expect(conversations.rows.get(withBiff)).toBeUndefined()
  expect(entries(withBiff)).toEqual([])
  fail('encrypted', { id: 'z' }, 'biff')
  expect(entries(withBiff)).toHaveLength(1)
  hear('Hello', { id: 'h' }, 'biff')
  fail('copy', { id: 'w' }, 'biff')
  expect(entries(withBiff)).toHaveLength(3)
})

test('who wants to take back what somebody else wrote is told of in the room; the message stays', () => {
  const { inLab, gateway, entries, texts } = page()
  inLab('Doc', 'Great Scott', { id: 'm', occupantId: 'o-doc', ...archived('a1') })
  const retract = { room: ROOM, nick: 'Biff', private: false, occupantId: 'o-biff', retract: { id: 'a1' } }
  gateway.event('xmpp.muc.message', { ...retract, id: 'r' })
  expect(texts(lab)[0]).toBe('Great Scott')
  expect(entries(lab)[1]).toMatchObject({ author: 'Biff', failed: 'author' })
})

test('taking back one’s own leaves no such row, and neither does what is not here', () => {
  const { inLab, gateway, entries } = page()
  inLab('Doc', 'Oops', { id: 'm', occupantId: 'o-doc', ...archived('a1') })
  const by = { room: ROOM, nick: 'Doc', private: false, occupantId: 'o-doc' }
  gateway.event('xmpp.muc.message', { ...by, id: 'r', retract: { id: 'a1' } })
  gateway.event('xmpp.muc.message', { ...by, id: 's', retract: { id: 'elsewhere' } })
  expect(entries(lab)).toMatchObject([{ removed: { how: 'back' } }])
})

test('in a chat, nobody takes back what we said', () => {
  const { sent, gateway, jid, entries } = page()
  sent('Mine', { id: 'mine' })
  gateway.event('xmpp.chat.message', { from: jid('doc'), id: 'r', retract: { id: 'mine' } })
  expect(entries(withDoc)).toMatchObject([{ text: 'Mine' }, { failed: 'author' }])
})

test('what a page can not read of something said stands in its place', () => {
  const { gateway, jid, entries } = page()
  gateway.event('xmpp.chat.message', { from: jid('doc'), content: 5, id: 'x' } as never)
  expect(entries(withDoc)).toMatchObject([{ author: 'doc@hill.example', failed: 'unreadable' }])
})
