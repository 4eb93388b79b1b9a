import { Conversation } from '../pages/conversation.ts'
import { createRoom } from '../pages/createRoom.ts'
import { Door } from '../pages/door.ts'
import { localPart } from '../pages/localPart.ts'
import { openChat } from '../pages/openChat.ts'
import { Room } from '../pages/room.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

// A dialog, a policy violation, an error or a request to anywhere fails each of these by itself (`complaints`).
const IMG = `<img src=https://evil.example/x onerror=alert(1)>`
const SCRIPT = `'><script>alert(1)</script>`
const SVG = `"><svg onload=confirm(2)>`
const inXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&apos;')

test('markup in a message, a status, a name and a group is shown as it was typed', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, biff] = [await makeAccount('marty'), await makeAccount('biff')]
  await befriend(marty, biff)
  const page = await openAs(marty)
  const sidebar = new Sidebar(page)
  const his = await outsider(biff)
  his.send(`<presence><show>away</show><status>${inXml(SVG)}</status></presence>`)
  for (const body of [
    IMG,
    SCRIPT,
    SVG,
    '<style>body{display:none}</style>',
    '<a href="javascript:alert(3)">x</a>',
  ])
    his.say(marty.jid, inXml(body))
  his.say(
    marty.jid,
    'plain',
    `<html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'><a href='javascript:alert(4)'>rich</a></body></html>`,
  )
  const chat = await openChat(page, biff.jid)
  await expect(chat.message('plain')).toBeVisible()
  for (const body of [IMG, SCRIPT, SVG, 'display:none', 'javascript:alert(3)'])
    await expect(chat.message(body)).toHaveCount(1)
  // The address of the picture is one, and a link to it may be followed by who wants to.
  await expect(chat.log.getByRole('link')).toHaveCount(1)
  await expect(chat.log.getByRole('link')).toHaveAttribute('href', 'https://evil.example/x')
  await expect(chat.root.getByText(`Away · ${SVG}`)).toBeVisible()

  await sidebar.choosePerson(biff.name, 'Name and groups')
  const dialog = page.getByRole('dialog', { name: 'Name and groups' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(IMG)
  await dialog.getByRole('textbox', { name: 'Groups' }).fill(SCRIPT)
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(sidebar.person(IMG)).toBeVisible()
  await expect(sidebar.people.getByRole('button', { name: SCRIPT })).toBeVisible()
  await expect(Conversation.with(page, IMG).root.getByRole('heading', { name: IMG })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('<img src=')
  await expect(page.getByRole('option').first()).toContainText(IMG)
})

test('links lead to http, https, mailto and xmpp alone, and say where', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, biff] = [await makeAccount('marty'), await makeAccount('biff')]
  await befriend(marty, biff)
  const chat = await openChat(await openAs(marty), biff.jid)
  const his = await outsider(biff)
  const bad = [
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'data:text/html,&lt;script&gt;',
    'blob:x',
    'vbscript:x',
    'file:///etc/passwd',
  ]
  his.say(marty.jid, `bad ${bad.join(' ')}`)
  his.say(marty.jid, inXml(`quote http://a.example/__proto__?"onfocus=alert(2) autofocus="`))
  his.say(marty.jid, 'twin https://раураl.com/')
  await expect(chat.message('bad')).toBeVisible()
  await expect(chat.message('bad').getByRole('link')).toHaveCount(0)
  const quoted = chat.message('quote').getByRole('link')
  await expect(quoted).toHaveCount(1)
  expect((await quoted.evaluate((link) => link.getAttributeNames())).sort()).toEqual([
    'href',
    'rel',
    'target',
  ])
  await expect(chat.message('twin').getByRole('link')).toHaveText(/xn--/)
})

test('markup in a nick, a subject, a room’s name and a reason is shown as it was typed', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('hostile')
  const page = await openAs(await makeAccount('doc'))
  const mine = await createRoom(page, jid, { nick: 'Doc' })
  await mine.choose('Room settings')
  const settings = page.getByRole('region', { name: /^Settings of / })
  await settings.getByRole('textbox', { name: 'Name', exact: true }).fill(SCRIPT)
  await settings.getByRole('textbox', { name: 'Description' }).fill(IMG)
  await settings.getByRole('button', { name: 'Save settings' }).click()
  await expect(settings.getByText('Saved', { exact: true })).toBeVisible()

  const others = await openAs(await makeAccount('biff'), { path: `/#/join/${encodeURIComponent(jid)}` })
  const door = Door.page(others)
  await expect(door.root.getByRole('heading', { name: SCRIPT })).toBeVisible()
  await expect(door.root.getByText(IMG)).toBeVisible()
  await door.nick.fill(SVG)
  await door.enter()
  const his = new Room(others, SCRIPT)
  await his.say(SCRIPT)

  await page.goto(`/#/room/${encodeURIComponent(jid)}`)
  const named = new Room(page, SCRIPT)
  await named.setSubject(IMG)
  for (const room of [named, his]) await expect(room.subject(IMG)).toBeVisible()
  await expect(named.by(SVG).filter({ hasText: SCRIPT })).toHaveCount(1)
  await expect(named.person(SVG)).toBeVisible()
  await named.dismiss(SVG, 'Remove', IMG)
  await expect(his.root.getByText(`Reason: ${IMG}`)).toBeVisible()
})

test('a name in a request and a reason in an invitation are claims, shown after the address', async ({
  openAs,
  makeAccount,
  outsider,
  roomNamed,
}) => {
  const [marty, biff] = [await makeAccount('marty'), await makeAccount('biff')]
  const page = await openAs(marty)
  const his = await outsider(biff)
  const nick = `<nick xmlns='http://jabber.org/protocol/nick'>${inXml(IMG)}\u202e</nick>`
  his.send(`<presence to='${marty.jid}' type='subscribe'>${nick}</presence>`)
  const room = roomNamed('trap')
  his.say(marty.jid, 'come', `<x xmlns='jabber:x:conference' jid='${room}' reason='${inXml(SVG)}'/>`)
  const sidebar = new Sidebar(page)
  await sidebar.requests.click()
  const request = page.getByRole('region', { name: 'Requests' }).getByRole('listitem')
  await expect(request).toContainText(biff.jid)
  await expect(request).toContainText(`${IMG}⟨U+202E⟩`)
  await expect(sidebar.invitations).toContainText(SVG)
  await expect(sidebar.invitations).toContainText(biff.jid)
  await expect(sidebar.rooms.getByText(localPart(room))).toHaveCount(0)
})

test('a message that claims to be a copy from one’s own account is not believed (XEP-0280)', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, doc, biff] = [await makeAccount('marty'), await makeAccount('doc'), await makeAccount('biff')]
  await befriend(marty, doc)
  const chat = await openChat(await openAs(marty), doc.jid)
  const his = await outsider(biff)
  const inner = `<message xmlns='jabber:client' from='${marty.jid}/x' to='${doc.jid}' type='chat'><body>I quit</body></message>`
  his.send(
    `<message to='${marty.jid}' type='chat'><sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>${inner}</forwarded></sent></message>`,
  )
  his.say(marty.jid, 'after it')
  const { requests } = new Sidebar(chat.page)
  await expect(requests).toBeVisible()
  await expect(chat.message('I quit')).toHaveCount(0)
  // Whoever is no contact is met by their address.
  await requests.click()
  await chat.page.getByRole('button', { name: `Open the conversation with ${biff.jid}` }).click()
  await expect(chat.page.getByText(`This person is not in your contacts: ${biff.jid}`)).toBeVisible()
})
