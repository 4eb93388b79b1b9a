import { expectNoBarriers } from '../pages/axe.ts'
import { Conversation } from '../pages/conversation.ts'
import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { openChat } from '../pages/openChat.ts'
import { CAMERA_NOTE } from '../pages/paintedPicture.ts'
import { faceIn, middleOf, Profile } from '../pages/profile.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'
import { expectTouchable } from '../pages/touch.ts'

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

test('a picture is cut on a phone, seen wherever its owner is named, and gone again', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
  roomNamed,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const docs = await openAs(doc)
  const inList = new Sidebar(docs).person(marty.name)
  await expect(inList).toBeVisible()
  await expect(faceIn(inList)).toBeHidden()

  const martys = await openAs(marty, { look: PHONE, path: '/#/profile' })
  const profile = new Profile(martys)
  const dialog = await profile.choosePicture()
  const area = dialog.getByRole('application', { name: /^Part of the picture/ })
  await expect(area).toBeVisible()
  await expectNoBarriers(martys, 'the part of a picture')
  await expectTouchable(martys, 'the part of a picture')
  // The picture goes to the right, and what was left of the frame comes in.
  await area.focus()
  await martys.keyboard.press('+')
  for (let press = 0; press < 20; press++) await martys.keyboard.press('ArrowRight')
  await dialog.getByRole('button', { name: 'Use this picture' }).tap()
  await expect(dialog).toBeHidden()
  await expect(profile.root.getByText('This is your picture now.')).toBeVisible()
  await expect.poll(() => middleOf(faceIn(profile.picture))).toBe('red')
  await expectNoBarriers(martys, 'one’s profile with a picture')
  await expectTouchable(martys, 'one’s profile')

  // Nobody loaded anything anew.
  await expect.poll(() => middleOf(faceIn(inList))).toBe('red')
  const chat = await openChat(docs, marty.jid)
  await expect(faceIn(chat.root.getByRole('banner').or(chat.root.locator('header')).first())).toBeVisible()
  const martysChat = await openChat(martys, doc.jid)
  await martysChat.say('Look at me')
  await expect(faceIn(chat.message('Look at me'))).toBeVisible()
  const jid = roomNamed('lab')
  const room = await createRoom(docs, jid, { nick: 'Doc' })
  await (await joinRoom(martys, jid, { nick: 'McFly' })).say('Here too')
  await expect(faceIn(room.message('Here too'))).toBeVisible()
  await expect(faceIn(room.person('McFly'))).toBeVisible()

  // Small, square, and without what the camera wrote.
  const other = await outsider(doc)
  const ask = (node: string) =>
    `<iq type='get' id='${node}' to='${marty.jid}'><pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='urn:xmpp:avatar:${node}'/></pubsub></iq>`
  other.send(ask('data'))
  const sent = /<data[^>]*>([^<]+)</.exec(await other.hear('id="data"', '<data'))?.[1] ?? ''
  const bytes = Buffer.from(sent, 'base64')
  expect(bytes.length).toBeLessThan(40 * 1024)
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([192, 192])
  expect(bytes.includes(Buffer.from(CAMERA_NOTE))).toBe(false)

  // Kept by the browser: there again without the server's word, and not asked for twice.
  await docs.goto(`/#/chat/${encodeURIComponent(marty.jid)}`)
  await docs.reload()
  await expect(faceIn(Conversation.with(docs, marty.name).message('Look at me'))).toBeVisible()

  await martys.goto('/#/profile')
  await profile.picture.getByRole('button', { name: 'Remove picture' }).tap()
  await expect(profile.root.getByText(/^Your picture is gone/)).toBeVisible()
  await expect(faceIn(inList)).toBeHidden()
  await expect(faceIn(profile.picture)).toBeHidden()
})
