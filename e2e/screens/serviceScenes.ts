import type { Page } from 'playwright'
import { CommandBot } from '../pages/commandBot.ts'
import { accountOf, type ServerInfo } from '../servers/testServer.ts'
import { type Scene, to } from './scene.ts'

/** Marty's program, which offers commands for as long as the pictures take. */
let bot: Promise<CommandBot> | undefined

async function commands(page: Page, server: ServerInfo): Promise<void> {
  bot ??= CommandBot.enter(server, accountOf(server, 'marty'))
  await bot
  await page.getByText('Marty McFly').first().waitFor()
  await to(page, `#/commands/marty%40${server.domain}`)
  await page.getByRole('button', { name: 'Travel through time' }).waitFor()
}

async function travel(page: Page, server: ServerInfo): Promise<void> {
  await commands(page, server)
  await page.getByRole('button', { name: 'Travel through time' }).click()
  await page.getByLabel('Year').selectOption('The past')
}

/** The menu of whom one talks with, once it knows of blocking: it does not change while it is open. */
async function openBlock(page: Page): Promise<void> {
  for (;;) {
    await page
      .getByRole('button', { name: /^Menu of /u })
      .last()
      .click()
    await page.getByRole('menu').waitFor()
    const item = page.getByRole('menuitem', { name: /^(?:Unb|B)lock$/u })
    if ((await item.isVisible()) && (await item.isEnabled())) return
    await page.keyboard.press('Escape')
  }
}

async function blockBiff(page: Page, server: ServerInfo): Promise<void> {
  await to(page, `#/chat/biff%40${server.domain}`)
  const isBlocked = page.getByText('Nothing goes either way')
  await openBlock(page)
  const block = page.getByRole('menuitem', { name: 'Block', exact: true })
  if (await block.isVisible()) {
    await block.click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Block' }).click()
  } else await page.keyboard.press('Escape')
  await isBlocked.waitFor()
}

export const serviceScenes: readonly Scene[] = [
  {
    name: 'services',
    async play(page) {
      await to(page, '#/services')
      await page.getByText('Chat server').first().waitFor()
    },
  },
  {
    name: 'services-items',
    async play(page, server) {
      await to(page, '#/services')
      const last = page.getByRole('link', { name: new RegExp(server.mucDomain, 'u') }).last()
      await last.scrollIntoViewIfNeeded()
      await page.getByText('Chat rooms').last().waitFor()
    },
  },
  {
    name: 'services-rooms',
    async play(page, server) {
      await to(page, `#/services/${server.mucDomain}`)
      await page.getByText('City Hall').first().waitFor()
    },
  },
  {
    name: 'services-failed',
    async play(page) {
      await to(page, '#/services/nowhere.invalid')
      await page.getByText('Nothing can be shown here').waitFor()
    },
  },
  { name: 'commands', play: commands },
  { name: 'command-step', play: travel },
  {
    name: 'command-done',
    async play(page, server) {
      await travel(page, server)
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByLabel('Fuel').fill('Plutonium')
      await page.getByRole('button', { name: 'Finish' }).click()
      await page.getByText('You arrived.').waitFor()
    },
  },
  {
    name: 'command-lost',
    async play(page, server) {
      await commands(page, server)
      await page.getByRole('button', { name: 'Forget' }).click()
      await page.getByLabel('Year').selectOption('The past')
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByText('It was broken off.').waitFor()
    },
  },
  {
    name: 'commands-none',
    async play(page, server) {
      await to(page, `#/commands/${server.mucDomain}`)
      await page.getByText('No commands here').waitFor()
    },
  },
  {
    name: 'search-none',
    async play(page) {
      await to(page, '#/search')
      await page.getByText('This server has no directory of people').waitFor()
    },
  },
  {
    name: 'block-ask',
    async play(page, server) {
      await to(page, `#/chat/lorraine%40${server.domain}`)
      await openBlock(page)
      await page.getByRole('menuitem', { name: 'Block', exact: true }).click()
      await page.getByText('They are not told.').waitFor()
    },
  },
  { name: 'blocked-chat', play: blockBiff },
  {
    name: 'blocked',
    async play(page, server) {
      await blockBiff(page, server)
      await to(page, '#/blocked')
      await page.getByText('blocked address').first().waitFor()
    },
  },
]
