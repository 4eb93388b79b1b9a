import type { Page } from 'playwright'
import { paintedPicture } from '../pages/paintedPicture.ts'
import { encoded, enter, type Scene, to } from './scene.ts'

const save = (page: Page) => page.getByRole('button', { name: 'Save profile' })

async function openProfile(page: Page): Promise<void> {
  await to(page, '#/profile')
  await page.getByLabel('Full name').waitFor()
}

async function choosePicture(page: Page): Promise<void> {
  await openProfile(page)
  const buffer = paintedPicture(640, 480)
  await page.locator('input[type="file"]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer })
  await page.getByRole('application').waitFor()
}

const inAccount = (name: string, play: (page: Page) => Promise<unknown>): Scene => ({
  name,
  async play(page) {
    await to(page, '#/account')
    await page.getByRole('button', { name: 'Delete account' }).waitFor()
    await play(page)
  },
})

export const profileScenes: readonly Scene[] = [
  {
    name: 'faces',
    async play(page, server, { biff, george }) {
      for (const [who, width] of [
        [biff, 96],
        [george, 80],
      ] as const) {
        const content = paintedPicture(width, 96).toString('base64')
        const { id } = (await who.ask('xmpp.avatar.upload', { content })) as { id: string }
        await who.ask('xmpp.avatar.metadata', { id, bytes: content.length, type: 'image/png' })
      }
      await enter(page, `#/room/${encoded(server, 'observatory')}`)
      await to(page, `#/room/${encoded(server, 'observatory')}/people`)
      await page.locator('aside img').first().waitFor()
    },
  },
  { name: 'picture-crop', play: choosePicture },
  {
    name: 'profile-own',
    async play(page) {
      await choosePicture(page)
      await page.getByRole('button', { name: 'Use this picture' }).click()
      await page.getByText('This is your picture now.').waitFor()
      await page.getByLabel('Full name').fill('Dr. Emmett Lathrop Brown')
      await page.getByLabel('Nickname').fill('Doc')
      await page
        .getByLabel('About you')
        .fill('Inventor. If you put your mind to it, you can accomplish anything.')
      await save(page).click()
      await page.getByText(/^Saved/u).waitFor()
    },
  },
  {
    name: 'profile-more',
    async play(page) {
      await openProfile(page)
      await page.getByRole('button', { name: 'Add a mail address' }).click()
      await page.getByLabel('Mail address', { exact: true }).fill('nobody')
      await page.getByRole('button', { name: 'Add a postal address' }).click()
      await save(page).click()
      await page.getByText('That is no whole mail address', { exact: false }).waitFor()
    },
  },
  {
    name: 'profile-leave',
    async play(page) {
      await openProfile(page)
      await page.getByLabel('Nickname').fill('Emmett')
      await to(page, '#/settings')
      await page.getByRole('alertdialog').waitFor()
    },
  },
  {
    name: 'profile-card',
    async play(page, { domain }) {
      await to(page, `#/chat/doc%40${domain}/card`)
      await page.getByText('Dr. Emmett Lathrop Brown').first().waitFor()
    },
  },
  inAccount('account', async (page) => {
    await page.getByLabel('New password', { exact: true }).fill('doc brown')
    await page.getByText('Easy to guess.').waitFor()
  }),
  inAccount('account-delete', async (page) => {
    await page.getByRole('button', { name: 'Delete account' }).click()
    await page.getByRole('textbox').last().fill('doc')
    await page.getByRole('button', { name: 'Delete for good' }).click()
  }),
]
