import type { Page } from 'playwright'
import type { ServerInfo } from '../servers/testServer.ts'
import { type Scene, to } from './scene.ts'

async function watch(page: Page): Promise<void> {
  await to(page, '#/console')
  await page.getByRole('button', { name: 'Watch', exact: true }).click()
  await page.getByRole('button', { name: 'Stop watching' }).waitFor()
}

async function send(page: Page, name: string, payload: object): Promise<void> {
  const editor = page.getByRole('form', { name: 'Write a command' })
  if (!(await editor.isVisible())) await page.getByRole('button', { name: 'Write a command' }).click()
  await editor.getByRole('combobox', { name: 'Command' }).fill(name)
  await editor.getByRole('group', { name: 'Keys to put in' }).waitFor()
  await editor.getByRole('textbox', { name: 'Payload, in JSON' }).fill(JSON.stringify(payload, null, 2))
  await editor.getByRole('button', { name: 'Send', exact: true }).click()
}

/** Some of what is passing all the time. */
async function pass(page: Page, { domain, mucDomain }: ServerInfo): Promise<void> {
  await watch(page)
  await send(page, 'xmpp.ping', { to: domain })
  await page.getByText('xmpp.ping was accepted.').waitFor()
  await send(page, 'xmpp.chat.message', { to: `marty@${domain}`, content: 'Great Scott' })
  await page.getByText('xmpp.chat.message was accepted.').waitFor()
  await send(page, 'xmpp.muc.join', { room: `clock-tower@${mucDomain}`, nick: 'Doc', password: 'wrong one' })
  await page.getByRole('article', { name: 'xmpp.muc.join' }).first().waitFor()
}

export const traceScenes: readonly Scene[] = [
  {
    name: 'trace-empty',
    async play(page) {
      await to(page, '#/console')
      await page.getByText('Nothing is watched').waitFor()
    },
  },
  {
    name: 'trace-busy',
    async play(page, server) {
      await pass(page, server)
      await page.getByRole('button', { name: 'Close without sending' }).click()
    },
  },
  {
    name: 'trace-editor',
    async play(page, server) {
      await pass(page, server)
      await send(page, 'xmpp.muc.role.set', { room: 7, nick: 'Biff', role: 'king' })
      await page.getByRole('list', { name: 'What is wrong' }).getByRole('button').first().waitFor()
    },
  },
  {
    name: 'trace-panel',
    async play(page, server) {
      await pass(page, server)
      await page.getByRole('button', { name: 'Close without sending' }).click()
      await to(page, `#/chat/marty%40${server.domain}`)
      await page.getByText('One more thing.').last().waitFor()
      await page.keyboard.press('Control+Shift+x')
      await page.getByRole('article').first().waitFor()
    },
  },
]
