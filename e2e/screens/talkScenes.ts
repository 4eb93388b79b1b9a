import type { Page } from 'playwright'
import { paintedPicture } from '../pages/paintedPicture.ts'
import type { ServerInfo } from '../servers/testServer.ts'
import type { Crowd } from './crowd.ts'
import { choose, encoded, enter, roomAt, type Scene, to } from './scene.ts'

const within = (
  name: string,
  play: (page: Page, server: ServerInfo, crowd: Crowd) => Promise<unknown>,
  node = 'observatory',
): Scene => ({
  name,
  async play(page, server, crowd) {
    await enter(page, `#/room/${encoded(server, node)}`)
    await play(page, server, crowd)
  },
})
const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / })
const inDialog = (name: string, item: string) =>
  within(name, async (page) => {
    await choose(page, item)
    await page.getByRole('dialog').waitFor()
  })

/** Says something as Biff, and has the tool for its removal pressed. */
async function askToRemove(page: Page, server: ServerInfo, { biff }: Crowd, content: string): Promise<void> {
  await biff.ask('xmpp.muc.message', { room: roomAt(server, 'observatory'), content })
  const message = page.getByRole('article').filter({ hasText: content }).last()
  await message.waitFor()
  await message.hover()
  await message.getByRole('button', { name: 'Remove for everyone' }).click()
  await page.getByRole('alertdialog').waitFor()
}

let offers = 0

export const talkScenes: readonly Scene[] = [
  within('mention', (page) => page.locator('mark').first().waitFor()),
  within('lookalike', async (page, server) => {
    await to(page, `#/room/${encoded(server, 'observatory')}/people`)
    await page.getByText('Looks like', { exact: false }).filter({ visible: true }).first().waitFor()
  }),
  within('slash', async (page) => {
    await composer(page).click()
    await page.keyboard.type('/')
    await page.getByRole('listbox').waitFor()
  }),
  within('slash-refused', async (page) => {
    await composer(page).fill('/kick Nobody Here')
    await composer(page).press('Escape')
    await composer(page).press('Control+Enter')
    await composer(page).press('Enter')
  }),
  within('complete', async (page) => {
    await composer(page).click()
    await page.keyboard.type('Welcome @')
    await page.getByRole('listbox').waitFor({ timeout: 3000 })
  }),
  within('files', async (page) => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Attach files' }).click()
    await (await chooser).setFiles([
      { name: 'clock-tower.png', mimeType: 'image/png', buffer: paintedPicture(320, 200) },
      { name: 'almanac.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') },
      { name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    ])
    await page.getByText('There is nothing in this file.').waitFor()
    await page.getByRole('img', { name: 'clock-tower.png' }).last().waitFor()
  }),
  within('remove', (page, server, crowd) =>
    askToRemove(page, server, crowd, `Buy the almanac, offer ${++offers}`),
  ),
  within('removed', async (page, server, crowd) => {
    await askToRemove(page, server, crowd, `Last chance, offer ${++offers}`)
    const dialog = page.getByRole('alertdialog')
    await dialog.getByRole('textbox').fill('Advertising')
    await dialog.getByRole('button', { name: 'Remove for everyone' }).click()
    await page.getByText('Removed by', { exact: false }).last().waitFor()
  }),
  inDialog('room-info', 'About this room'),
  inDialog('room-nick', 'Change nick'),
  inDialog('room-registration', 'Your registered nick'),
  within('room-actions', (page) =>
    page
      .getByRole('button', { name: /^Menu of / })
      .last()
      .click(),
  ),
  within('subjects', async (page) => {
    await page.getByRole('button', { name: /^Subject: / }).click()
    await page.getByRole('button', { name: 'Earlier subjects' }).click()
    await page.getByRole('dialog').waitFor()
  }),
  within('subject-edit', async (page) => {
    await page.getByRole('button', { name: /^(?:Change the|Add a) subject$/ }).click()
  }),
  within(
    'voice-queue',
    async (page, server, { biff, george }) => {
      for (const who of [biff, george])
        await who.ask('xmpp.muc.voice', { room: roomAt(server, 'lecture'), role: 'participant' })
      await page.getByText('asks to speak', { exact: false }).nth(1).waitFor()
    },
    'lecture',
  ),
  within('voice-ask', (page) => page.getByRole('button', { name: 'Ask to speak' }).waitFor(), 'library'),
  within('private', async (page, server, { george }) => {
    const room = roomAt(server, 'observatory')
    await to(page, `#/room/${encoded(server, 'observatory')}/with/George`)
    await composer(page).waitFor()
    await george.ask('xmpp.muc.message', { room, to: 'Doc', content: 'Who gave you that hat?' })
    await page.getByRole('article').last().waitFor()
    await george.ask('xmpp.muc.nick', { room, nick: 'Darth Vader' })
    await page.getByText('is called Darth Vader now', { exact: false }).first().waitFor()
    await george.ask('xmpp.muc.nick', { room, nick: 'George' })
  }),
  {
    name: 'sidebar',
    async play(page) {
      await to(page, '#/')
      await page.getByText('Vault').first().waitFor()
    },
  },
]
