import type { Page } from 'playwright'
import type { ServerInfo } from '../servers/testServer.ts'
import { consoleScenes } from './consoleScenes.ts'
import { docsScenes } from './docsScenes.ts'
import { doorScenes } from './doorScenes.ts'
import { profileScenes } from './profileScenes.ts'
import { encoded, enter, type Scene, to } from './scene.ts'
import { serviceScenes } from './serviceScenes.ts'
import { talkScenes } from './talkScenes.ts'
import { traceScenes } from './traceScenes.ts'

const tower = (server: ServerInfo) => encoded(server, 'clock-tower')
const cafe = (server: ServerInfo) => encoded(server, 'cafe80s')
const at = (name: string, hash: (server: ServerInfo) => string, isThere: string | RegExp): Scene => ({
  name,
  async play(page, server) {
    await to(page, hash(server))
    await page.getByText(isThere).filter({ visible: true }).first().waitFor()
  },
})

const inTower = (page: Page, server: ServerInfo, more = '') =>
  enter(page, `#/room/${tower(server)}`, '1.21-gigawatts').then(() =>
    to(page, `#/room/${tower(server)}${more}`),
  )

export const scenes: readonly Scene[] = [
  { name: 'sign-in', isGuest: true, play: (page) => page.getByRole('button', { name: 'Sign in' }).waitFor() },
  {
    name: 'sign-in-refused',
    isGuest: true,
    async play(page) {
      await page.getByLabel('Address').fill('marty')
      await page.getByLabel('Password', { exact: true }).fill('not this one')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('alert').filter({ hasText: /\S/u }).first().waitFor()
    },
  },
  {
    name: 'create-account',
    isGuest: true,
    play: (page) => page.getByRole('button', { name: 'Create an account' }).click(),
  },
  {
    name: 'invited',
    isGuest: true,
    async play(page, server) {
      await to(page, `#/room/${tower(server)}?password=1.21-gigawatts`)
      await page.getByText('The link brought the password along.').waitFor()
    },
  },
  { name: 'home', play: (page) => page.getByText('Marty McFly').first().waitFor() },
  {
    name: 'chat',
    async play(page, server) {
      await to(page, `#/chat/marty%40${server.domain}`)
      await page.getByText('One more thing.').last().waitFor()
    },
  },
  {
    name: 'find',
    async play(page, server) {
      await to(page, `#/chat/marty%40${server.domain}`)
      await page.getByText('One more thing.').last().waitFor()
      await page.keyboard.press('Control+f')
      await page.getByRole('searchbox', { name: 'Words' }).fill('thing')
      await page
        .getByRole('button', { name: /One more thing/ })
        .first()
        .waitFor()
    },
  },
  {
    name: 'cut-off',
    async play(page, server) {
      await to(page, `#/chat/marty%40${server.domain}`)
      await page.getByText('One more thing.').last().waitFor()
      await page.routeWebSocket(/socket\.io/u, (socket) => void socket.close())
      await page.reload()
      await page.getByText('broken').first().waitFor()
      await page.getByRole('textbox', { name: /^Message / }).fill('Is anybody there?')
      await page.keyboard.press('Enter')
      await page.waitForTimeout(2500)
    },
  },
  at('chat-card', ({ domain }) => `#/chat/marty%40${domain}/card`, 'Who sees whom'),
  at('chat-empty', ({ domain }) => `#/chat/biff%40${domain}`, /Biff/u),
  at('chat-stranger', () => '#/chat/stranger%40elsewhere.example', /stranger/u),
  at('join', () => '#/join', 'Clock Tower'),
  at('join-password', (server) => `#/join/${tower(server)}`, 'Clock Tower'),
  { name: 'room', play: (page, server) => inTower(page, server) },
  { name: 'room-people', play: (page, server) => inTower(page, server, '/people') },
  {
    name: 'room-menu',
    async play(page, server) {
      await inTower(page, server, '/people')
      await page.getByRole('button', { name: 'What you can do with Marty' }).first().click()
      await page.getByRole('menu').waitFor()
    },
  },
  {
    name: 'room-ban',
    async play(page, server) {
      await inTower(page, server, '/people')
      await page.getByRole('button', { name: 'What you can do with Lorraine' }).first().click()
      await page.getByRole('menuitem', { name: /^Ban/u }).click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  {
    name: 'room-share',
    async play(page, server) {
      await inTower(page, server)
      await page
        .getByRole('button', { name: /^Menu of/u })
        .last()
        .click()
      await page.getByRole('menuitem', { name: 'Share link' }).click()
      await page.getByRole('checkbox', { name: /^Put the room/u }).click()
      await page.getByText('Whoever sees this link').waitFor()
    },
  },
  {
    name: 'room-settings',
    async play(page, server) {
      await inTower(page, server, '/settings')
      await page.getByLabel(/Name/u).first().waitFor()
    },
  },
  {
    name: 'crowd',
    async play(page, server) {
      await enter(page, `#/room/${cafe(server)}`)
      await to(page, `#/room/${cafe(server)}/people`)
      await page
        .getByText(/people$/u)
        .first()
        .waitFor()
    },
  },
  at('create', () => '#/create', /Create/u),
  at('add', () => '#/add', /Address/u),
  at('requests', () => '#/requests', /request/iu),
  at('settings', () => '#/settings', /Appearance/u),
  at('sessions', () => '#/sessions', 'This browser'),
  {
    name: 'jump',
    async play(page) {
      await page.getByText('Marty McFly').first().waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').waitFor()
      await page.keyboard.type('ma')
    },
  },
  ...docsScenes,
  ...doorScenes,
  ...talkScenes,
  ...consoleScenes,
  ...serviceScenes,
  ...profileScenes,
  ...traceScenes,
]
