import type { Page } from 'playwright/test'
import { createRoom } from '../pages/createRoom.ts'
import { Door } from '../pages/door.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { localPart } from '../pages/localPart.ts'
import type { Outsider } from '../pages/outsider.ts'
import { Room } from '../pages/room.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

const PASSWORD = 'great scott'

/** Nick, password, and what becomes of it: nowhere is it asked for in another way. */
async function expectPrompt({ root, nick, password }: Door): Promise<void> {
  await expect(password).toHaveAttribute('type', 'password')
  await expect(password).toHaveAttribute('autocomplete', 'current-password')
  await expect(nick).not.toHaveValue('')
  await expect(root.getByRole('button', { name: 'Show password' })).toBeVisible()
  for (const choice of ['Not at all', 'For this session', 'Always'])
    await expect(root.getByRole('radio', { name: choice })).toBeVisible()
}

function bookmark(outsider: Outsider, jid: string): void {
  const conference = `<conference xmlns='urn:xmpp:bookmarks:1' autojoin='true'/>`
  const item = `<item id='${jid}'>${conference}</item>`
  outsider.send(
    `<iq type='set' id='kept'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:bookmarks:1'>${item}</publish></pubsub></iq>`,
  )
}

test('a password is asked for by the same form at every entrance', async ({
  openAs,
  makeAccount,
  outsider,
  roomNamed,
}) => {
  test.setTimeout(120_000)
  const jid = roomNamed('vault')
  const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
  const mine = await createRoom(await openAs(doc), jid, { nick: 'Doc', password: PASSWORD })
  const page = await openAs(marty)
  const elsewhere = await createRoom(page, roomNamed('lobby'), { nick: 'Marty' })
  const door = Door.page(page)
  const [docsPhone, martysPhone] = [await outsider(doc), await outsider(marty)]
  const away = async () => {
    await page.goto('/#/settings')
    await expect(door.root).toBeHidden()
  }

  const find = async () => {
    await page.goto('/#/join')
    const search = page.getByRole('region', { name: 'Join a room' }).getByRole('searchbox')
    await search.fill(jid)
    return search
  }
  const entrances: readonly [string, () => Promise<void>][] = [
    ['the join box', async () => (await find()).press('Enter')],
    [
      'a row of the directory',
      async () => {
        await find()
        const row = page.getByRole('region', { name: 'Join a room' }).getByRole('link')
        await row.filter({ hasText: localPart(jid) }).click()
      },
    ],
    ['a link', async () => void (await page.goto(`/#/room/${encodeURIComponent(jid)}`))],
    [
      'a line',
      async () => {
        await page.goto(`/#/room/${encodeURIComponent(`${elsewhere.name}@${jid.split('@')[1]}`)}`)
        await elsewhere.composer.fill(`/join ${jid}`)
        await elsewhere.composer.press('Enter')
      },
    ],
    [
      'an invitation',
      async () => {
        docsPhone.send(`<message to='${marty.jid}'><x xmlns='jabber:x:conference' jid='${jid}'/></message>`)
        const card = new Sidebar(page).invitations.getByRole('listitem').filter({ hasText: jid })
        await card.getByRole('button', { name: 'Accept' }).click()
      },
    ],
    [
      'a bookmark that is to be entered',
      async () => {
        bookmark(martysPhone, jid)
        const row = new Sidebar(page).room(localPart(jid))
        await expect(row).toContainText('Needs its password')
        await row.click()
      },
    ],
  ]
  for (const [entrance, enter] of entrances)
    await test.step(entrance, async () => {
      await away()
      await enter()
      await expectPrompt(door)
    })

  await door.nick.fill('Marty')
  await door.password.fill(PASSWORD)
  await door.root.getByRole('radio', { name: 'Not at all' }).check()
  await door.enter()
  await expect(mine.person('Marty')).toBeVisible()
  await mine.dismiss('Marty', 'Remove', 'Slacker')
  await new Room(page, localPart(jid)).root.getByRole('button', { name: 'Return to room' }).click()
  await expectPrompt(Door.again(page))
})

test('what is wrong with a password is heard at its field, with what the server says of it', async ({
  openAs,
  makeAccount,
  roomNamed,
  kind,
}) => {
  const jid = roomNamed('safe')
  await createRoom(await openAs(await makeAccount('doc')), jid, { password: PASSWORD })
  const page = await openAs(await makeAccount('marty'), { path: `/#/room/${encodeURIComponent(jid)}` })
  const door = Door.page(page)
  await expect(door.password).not.toHaveAttribute('aria-invalid', 'true')
  await door.password.fill('great scot')
  await door.enter()
  await expect(door.root.getByRole('alert').getByText('That password is not right')).toBeVisible()
  await expect(door.password).toHaveAccessibleDescription(/That password is not right for this room\./)
  await expect(door.password).toHaveAttribute('aria-invalid', 'true')
  await expect(door.password).toBeFocused()
  // COMPAT: Prosody 0.12 says nothing in words of its own.
  if (kind === 'ejabberd')
    await expect(door.password).toHaveAccessibleDescription(/The server says: Incorrect password/)
})

test('a server that starts anew finds everybody back in a locked room, and nobody is asked', async ({
  openAs,
  makeAccount,
  roomNamed,
  house,
}) => {
  test.setTimeout(120_000)
  const jid = roomNamed('bunker')
  const mine = await createRoom(await openAs(await makeAccount('doc')), jid, {
    nick: 'Doc',
    password: PASSWORD,
  })
  const page = await openAs(await makeAccount('marty'))
  const his = await joinRoom(page, jid, { nick: 'Marty', password: PASSWORD })
  await his.say('Before')
  await expect(mine.message('Before')).toHaveCount(1)
  const prompts = countPrompts(page)
  await house.server.restart()
  await his.composer.fill('After')
  // On the way back it waits in its field, and says so.
  await expect(async () => {
    await his.composer.press('Enter')
    await expect(his.composer).toHaveValue('', { timeout: 1000 })
  }).toPass({ timeout: 40_000 })
  await expect(mine.message('After')).toHaveCount(1, { timeout: 30_000 })
  await expect(mine.message('Before')).toHaveCount(1)
  expect(await prompts()).toBe(0)
})

/** How often a room's password was asked for since. */
function countPrompts(page: Page): () => Promise<number> {
  const counting = page.evaluate(() => {
    const count = () => document.querySelectorAll('input[autocomplete="current-password"]').length
    document.documentElement.dataset.prompts = '0'
    new MutationObserver(() => {
      if (count() > 0) document.documentElement.dataset.prompts = '1'
    }).observe(document.body, { childList: true, subtree: true })
  })
  return async () => {
    await counting
    return page.evaluate(() => Number(document.documentElement.dataset.prompts))
  }
}
