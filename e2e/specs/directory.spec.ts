import { expectNoBarriers } from '../pages/axe.ts'
import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { localPart } from '../pages/localPart.ts'
import { expect, test } from '../pages/test.ts'

test('the directory says how many are in a room, which need a password, and which one is in already', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const [open, locked] = [roomNamed('plaza'), roomNamed('bank')]
  const owner = await openAs(await makeAccount('doc'))
  await createRoom(owner, open)
  await createRoom(owner, locked, { password: 'lightning' })
  const page = await openAs(await makeAccount('marty'))
  await joinRoom(page, open)
  await page.goto('/#/join')
  const directory = page.getByRole('region', { name: 'Join a room' })
  const search = directory.getByRole('searchbox')
  await search.fill(localPart(locked))
  const bank = directory.getByRole('link', { name: localPart(locked) })
  await expect(bank.getByRole('img', { name: 'Has a password' })).toBeVisible()
  await expect(bank).toHaveAccessibleName(/1 person/)
  await search.fill(open)
  await expect(directory.getByRole('link', { name: localPart(open) })).toHaveAccessibleName(
    /You are in this room.*2 people/,
  )
  await expectNoBarriers(page, 'the directory')
})

test('another server is listed by its address, by keyboard alone', async ({
  openAs,
  makeAccount,
  roomNamed,
  server,
}) => {
  const jid = roomNamed('elsewhere')
  await createRoom(await openAs(await makeAccount('doc')), jid)
  const page = await openAs(await makeAccount('marty'), { path: '/#/join' })
  const directory = page.getByRole('region', { name: 'Join a room' })
  // A chat server's own address leads to where it keeps its rooms.
  await directory.getByRole('searchbox').fill(server.domain)
  await expect(directory.getByRole('button', { name: 'List its rooms' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`#/join/${server.domain}$`, 'u'))
  await directory.getByRole('searchbox').fill(localPart(jid))
  const row = directory.getByRole('link', { name: localPart(jid) })
  await expect(row).toBeVisible()
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Join room', exact: true })).toBeVisible()
})

test('a server that is not there says so, and keeps what was typed', async ({ openAs, makeAccount }) => {
  const page = await openAs(await makeAccount('marty'), { path: '/#/join/nowhere.invalid' })
  const directory = page.getByRole('region', { name: 'Join a room' })
  await expect(directory.getByText('The list of rooms did not come')).toBeVisible()
  await expect(directory.getByRole('button', { name: 'Ask again' })).toBeVisible()
})
