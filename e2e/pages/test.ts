import { randomUUID } from 'node:crypto'
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from 'playwright/test'
import { type Gateway, startGateway } from '../servers/gateway.ts'
import { startServer } from '../servers/servers.ts'
import {
  type Account,
  accountOf,
  type Person,
  type ServerInfo,
  type ServerKind,
  type TestServer,
} from '../servers/testServer.ts'
import { Complaints } from './complaints.ts'
import { Outsider } from './outsider.ts'
import { signInByForm } from './signIn.ts'

export interface HouseOptions {
  kind: ServerKind
}

/** A server and a gateway, for all tests of a worker. */
interface House {
  server: TestServer
  gateway: Gateway
}

/** What differs in this window from the test's own `use`: three people do not all have a phone. */
type Look = Pick<BrowserContextOptions, 'viewport' | 'hasTouch' | 'isMobile'>
type How = { by?: 'cookie' | 'form'; path?: string; look?: Look }

interface Fixtures {
  server: ServerInfo
  /** Console errors, uncaught errors, policy violations, outside requests: any of them fails the test. */
  complaints: Complaints
  /** A window of somebody who is not signed in; no cookie, no storage, nothing shared. */
  openWindow: (path?: string, look?: Look) => Promise<Page>
  /** One of the demo people (or an account of `makeAccount`), signed in, in a window of their own. */
  openAs: (who: Person | Account, how?: How) => Promise<Page>
  /** An account that nobody used before: no contacts, no past. Its `name` is what others see of it. */
  makeAccount: (name: string) => Promise<Account>
  /** Two accounts that see each other's presence, as if they had met long ago. */
  befriend: (one: Account, other: Account) => Promise<void>
  /** Signs in with another client than ours, for what the page is to take from others. */
  outsider: (account: Account) => Promise<Outsider>
  /** The address of a room that nobody used before. */
  roomNamed: (name: string) => string
}

export const test = base.extend<Fixtures, HouseOptions & { house: House }>({
  kind: ['prosody', { option: true, scope: 'worker' }],
  house: [
    async ({ kind }, use) => {
      const server = await startServer(kind)
      try {
        const gateway = await startGateway(server)
        await use({ server, gateway })
        await gateway.stop()
      } finally {
        await server.stop()
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ house }, use) => use(house.gateway.url),
  server: async ({ house }, use) => use(house.server),
  complaints: async ({ house }, use) => {
    const files = `http://127.0.0.1:${house.server.wsPort}`
    const complaints = new Complaints(house.gateway.url, files)
    await use(complaints)
    expect(complaints.all, 'what the pages complained of').toEqual([])
  },
  openWindow: async (
    { browser, baseURL, complaints, viewport, colorScheme, locale, hasTouch, isMobile, contextOptions },
    use,
  ) => {
    const usual = { viewport, colorScheme, locale, hasTouch, isMobile, ...contextOptions }
    const contexts: BrowserContext[] = []
    await use(async (path = '/', look = {}) => {
      const context = await browser.newContext({ baseURL, ...usual, ...look })
      contexts.push(context)
      await complaints.watch(context)
      const page = await context.newPage()
      await page.goto(path)
      return page
    })
    for (const context of contexts) {
      // The session would linger for the tab to come back, and answer for its person in the next test.
      await context.request.delete('/session', { headers: { origin: baseURL ?? '' } }).catch(() => {})
      await context.close()
    }
  },
  openAs: async ({ openWindow, baseURL, server }, use) => {
    await use(async (who, { by = 'cookie', path = '/', look } = {}) => {
      const { jid, password } = typeof who === 'string' ? accountOf(server, who) : who
      const page = await openWindow(by === 'cookie' ? 'about:blank' : path, look)
      if (by === 'form') {
        await signInByForm(page, { jid, password })
        return page
      }
      const response = await page.context().request.post('/session', {
        data: { kind: 'password', jid, password },
        headers: { origin: baseURL ?? '' },
      })
      expect(response.status(), await response.text()).toBe(200)
      await page.goto(path)
      return page
    })
  },
  makeAccount: async ({ playwright, baseURL, server }, use) => {
    await use(async (name) => {
      const local = `${name}-${randomUUID().slice(0, 8)}`
      const account = { name: local, jid: `${local}@${server.domain}`, password: 'outatime' }
      const request = await playwright.request.newContext({ baseURL })
      const headers = { origin: baseURL ?? '' }
      const data = { kind: 'register', jid: account.jid, password: account.password }
      const response = await request.post('/session', { data, headers })
      expect(response.status(), await response.text()).toBe(200)
      await request.delete('/session', { headers })
      await request.dispose()
      return account
    })
  },
  outsider: async ({ server }, use) => {
    const entered: Outsider[] = []
    await use(async (account) => {
      const outsider = await Outsider.enter(server, account)
      entered.push(outsider)
      return outsider
    })
    for (const each of entered) each.leave()
  },
  befriend: async ({ server }, use) => {
    await use(async (one, other) => {
      const [first, second] = [await Outsider.enter(server, one), await Outsider.enter(server, other)]
      for (const [from, to] of [
        [first, second],
        [second, first],
      ] as const) {
        from.send(`<presence to='${to.account.jid}' type='subscribe'/>`)
        await to.hear('type="subscribe"')
        to.send(`<presence to='${from.account.jid}' type='subscribed'/>`)
      }
      for (const each of [first, second]) await each.hear('jabber:iq:roster', 'subscription="both"')
      for (const each of [first, second]) each.leave()
    })
  },
  roomNamed: async ({ server }, use) => {
    await use((name) => `${name}-${randomUUID().slice(0, 8)}@${server.mucDomain}`)
  },
})

export { expect }
