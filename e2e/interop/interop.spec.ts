import { createRoom } from '../pages/createRoom.ts'
import { openChat } from '../pages/openChat.ts'
import { test as base, expect } from '../pages/test.ts'
import type { Account } from '../servers/testServer.ts'
import type { SlixmppClient } from './slixmppClient.ts'
import { withSlixmpp } from './withSlixmpp.ts'

const test = base.extend<{ slixmpp: (account: Account) => Promise<SlixmppClient> }>({
  slixmpp: withSlixmpp,
})

test('a person with slixmpp and one with a browser talk, with receipts and typing', async ({
  openAs,
  makeAccount,
  befriend,
  slixmpp,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const chat = await openChat(await openAs(marty), doc.jid)
  const his = await slixmpp(doc)
  await expect(chat.root.getByText('Online', { exact: true })).toBeVisible()

  await chat.say('Wie geht’s, <Doc>? 🚗💨')
  await his.hear({ event: 'message', kind: 'chat', sender: marty.jid, body: 'Wie geht’s, <Doc>? 🚗💨' })
  await expect(chat.delivery('<Doc>')).toHaveAccessibleName('Delivered')

  his.do('state', { to: marty.jid, state: 'composing' })
  await expect(chat.root.getByText(/is writing/)).toBeVisible()
  his.do('say', { to: marty.jid, body: 'Great Scott & more', id: 'from-slixmpp' })
  await expect(chat.by(doc.name).filter({ hasText: 'Great Scott & more' })).toHaveCount(1)
  await expect(chat.root.getByText(/is writing/)).toBeHidden()
  await his.hear({ event: 'receipt', id: 'from-slixmpp' })

  await chat.composer.pressSequentially('Heavy')
  await his.hear({ event: 'state', sender: marty.jid, state: 'composing' })
})

test('both meet in a room with a password, and the ranks given in the browser arrive', async ({
  openAs,
  makeAccount,
  roomNamed,
  slixmpp,
}) => {
  const jid = roomNamed('interop')
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const mine = await createRoom(await openAs(marty), jid, { nick: 'Marty', password: '88 miles per hour' })
  const his = await slixmpp(doc)
  his.do('join', { room: jid, nick: 'Doc', password: '55 miles per hour' })
  await his.hear({ event: 'refused', room: jid, condition: 'not-authorized' })
  await expect(mine.person('Doc')).toHaveCount(0)
  his.do('join', { room: jid, nick: 'Doc', password: '88 miles per hour' })
  await expect(mine.person('Doc')).toBeVisible()

  his.do('say', { to: jid, body: 'Roads?', kind: 'groupchat' })
  await expect(mine.by('Doc').filter({ hasText: 'Roads?' })).toHaveCount(1)
  await mine.say('We do not need roads')
  await his.hear({ event: 'message', kind: 'groupchat', nick: 'Marty', body: 'We do not need roads' })
  await mine.choosePerson('Doc', 'Admin')
  await his.hear({ event: 'present', nick: 'Doc', affiliation: 'admin', role: 'moderator' })
  await expect(mine.mark('Doc', 'Admin')).toBeVisible()
  await mine.setSubject('The future')
  await his.hear({ event: 'subject', text: 'The future' })
})

test('what is taken back in the browser is taken back with slixmpp, by the id that it knows', async ({
  openAs,
  makeAccount,
  befriend,
  slixmpp,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const chat = await openChat(await openAs(marty), doc.jid)
  const his = await slixmpp(doc)
  await chat.say('The wrong window')
  const { id = 'none' } = await his.hear({ event: 'message', body: 'The wrong window' })
  await chat.message('The wrong window').hover()
  await chat.message('The wrong window').getByRole('button', { name: 'Take back' }).click()
  const dialog = chat.page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Take back' }).click()
  const told = await his.hear({ event: 'retract', kind: 'chat', sender: marty.jid })
  expect(told.ids?.split(' ')).toContain(id)
})
