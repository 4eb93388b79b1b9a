import { expectNoBarriers } from '../pages/axe.ts'
import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { expect, test } from '../pages/test.ts'

test('who only reads asks to speak, and a moderator lets them', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('lecture')
  const mine = await createRoom(await openAs(await makeAccount('strickland')), jid, { nick: 'Strickland' })
  const his = await joinRoom(await openAs(await makeAccount('marty')), jid, { nick: 'Marty' })
  await mine.choosePerson('Marty', 'Mute')
  const strip = his.root.getByRole('region', { name: 'Speaking in this room' })
  await expect(strip.getByText('You can read here but not write.')).toBeVisible()
  await his.composer.fill('I have a question')
  await strip.getByRole('button', { name: 'Ask to speak' }).click()
  await expect(strip.getByText('The moderators were asked.')).toBeVisible()

  const queue = mine.root.getByRole('region', { name: 'Who asks to speak' })
  await expect(queue.getByText('Marty asks to speak')).toBeVisible()
  await expectNoBarriers(his.page, 'somebody who only reads')
  await expectNoBarriers(mine.page, 'who asks to speak')
  await queue.getByRole('button', { name: 'Let Marty speak' }).click()
  await expect(strip).toBeHidden()
  await expect(queue).toBeHidden()
  await his.composer.press('Enter')
  await expect(mine.message('I have a question')).toHaveCount(1)
})

test('in a room where newcomers only read, they do', async ({ openAs, makeAccount, roomNamed }) => {
  const jid = roomNamed('moderated')
  const mine = await createRoom(await openAs(await makeAccount('strickland')), jid, { nick: 'Strickland' })
  await mine.choose('Room settings')
  const settings = mine.page.getByRole('region', { name: /^Settings of / })
  await settings.getByRole('checkbox', { name: 'Newcomers only read' }).check()
  await settings.getByRole('button', { name: 'Save settings' }).click()
  await expect(settings.getByText('Saved', { exact: true })).toBeVisible()
  const his = await joinRoom(await openAs(await makeAccount('marty')), jid, { nick: 'Marty' })
  await expect(his.root.getByRole('region', { name: 'Speaking in this room' })).toBeVisible()
  await expect(his.mark('Marty', 'Cannot speak here')).toBeVisible()
})
