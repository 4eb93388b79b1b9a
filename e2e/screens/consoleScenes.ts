import type { Page } from 'playwright'
import type { ServerInfo } from '../servers/testServer.ts'
import { encoded, enter, type Scene, to } from './scene.ts'

let run = 0

/** The console of a room, its table there. */
async function open(page: Page, server: ServerInfo, node = 'observatory'): Promise<void> {
  await enter(page, `#/room/${encoded(server, node)}`)
  await to(page, `#/room/${encoded(server, node)}/affiliations`)
  await page.getByRole('row').nth(1).waitFor()
}

const console = (name: string, play: (page: Page, server: ServerInfo) => Promise<unknown>): Scene => ({
  name: `console${name}`,
  async play(page, server) {
    await open(page, server)
    await play(page, server)
  },
})

async function add(page: Page, text: string, rank?: string): Promise<void> {
  await page.getByRole('button', { name: 'Add people' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add people' })
  await dialog.getByRole('textbox', { name: 'Addresses' }).fill(text)
  if (rank) await dialog.getByRole('combobox', { name: 'Make them' }).selectOption({ label: rank })
}

/** Three changes that wait, of every kind. */
async function stage(page: Page): Promise<void> {
  await add(page, 'einstein@hill.example, copernicus@hill.example\nmarvin.berry@starlighters.example')
  await page.getByRole('button', { name: /^Add \d/ }).click()
  await page
    .getByRole('button', { name: /^Lorraine/ })
    .first()
    .click()
  await page.getByRole('menuitemradio', { name: 'Owner', exact: true }).click()
}

const choose = async (page: Page) => {
  const boxes = page.getByRole('table').getByRole('checkbox')
  for (const index of [3, 4, 5]) await boxes.nth(index).check()
}

const apply = (page: Page) =>
  page
    .getByRole('button', { name: /^(?:Apply|Try) \d/ })
    .last()
    .click()

/** Many new addresses, none of which was there before. */
const crowdOf = (count: number) => {
  run++
  return Array.from({ length: count }, (_, index) => `visitor${run}-${index}@fair.example`).join('\n')
}

async function applyMany(page: Page, server: ServerInfo, node: string, count: number): Promise<void> {
  await open(page, server, node)
  await add(page, crowdOf(count))
  await page.getByRole('button', { name: /^Add \d/ }).click()
  await apply(page)
}

export const consoleScenes: readonly Scene[] = [
  console('', async () => {}),
  console('-search', async (page) => {
    await page.getByRole('searchbox').last().fill('mcfly')
  }),
  console('-nobody', async (page) => {
    await page.getByRole('searchbox').last().fill('plutonium')
  }),
  console('-banned', (page) =>
    page
      .getByRole('button', { name: /^Banned/ })
      .first()
      .click(),
  ),
  console('-chosen', choose),
  console('-ranks', async (page) => {
    await page
      .getByRole('button', { name: /^Lorraine/ })
      .first()
      .click()
  }),
  console('-menu', (page) => page.getByRole('button', { name: /^What you can do with Lorraine/ }).click()),
  console('-staged', stage),
  console('-review', async (page) => {
    await stage(page)
    await page.getByRole('button', { name: 'Review' }).click()
    await page.getByRole('textbox', { name: 'Reason for all' }).waitFor()
  }),
  console('-owner', async (page) => {
    await stage(page)
    await apply(page)
    await page.getByRole('alertdialog').waitFor()
  }),
  console('-ban', async (page) => {
    await choose(page)
    await page.getByRole('button', { name: 'Change rank' }).click()
    await page.getByRole('menuitem', { name: 'Ban…' }).click()
    await page.getByRole('alertdialog').waitFor()
  }),
  console('-add', async (page) => {
    await add(page, 'einstein@hill.example, copernicus@hill.example\nDoc <emmett@@brown.example>')
  }),
  console('-pick', async (page) => {
    await page.getByRole('button', { name: 'Add people' }).click()
    await page.getByRole('button', { name: 'From your contacts' }).click()
  }),
  console('-copy', async (page) => {
    await page.getByRole('button', { name: 'More about these people' }).click()
    await page.getByRole('menuitem', { name: 'Copy to another room…' }).click()
    await page.getByRole('dialog').waitFor()
  }),
  console('-log-empty', (page) => page.getByRole('button', { name: 'Change log' }).click()),
  {
    name: 'console-progress',
    async play(page, server) {
      await applyMany(page, server, 'hall', 900)
      await page.getByRole('progressbar').waitFor()
    },
  },
  {
    name: 'console-undo',
    async play(page, server) {
      await applyMany(page, server, 'saloon', 4)
      await page.getByRole('button', { name: /^Undo/ }).waitFor()
    },
  },
  {
    name: 'console-log',
    async play(page, server) {
      await applyMany(page, server, 'saloon', 3)
      await page.getByRole('button', { name: /^Undo/ }).waitFor()
      await page.getByRole('button', { name: 'Change log' }).click()
    },
  },
  {
    name: 'console-read-only',
    async play(page, server) {
      await enter(page, `#/room/${encoded(server, 'cafe80s')}`)
      await to(page, `#/room/${encoded(server, 'cafe80s')}/affiliations`)
      await page.getByRole('row').nth(1).waitFor()
    },
  },
]
