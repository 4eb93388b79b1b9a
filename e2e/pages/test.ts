import { randomUUID } from 'node:crypto'
import { type BrowserContext, test as base, expect, type Page } from 'playwright/test'
import { type Gateway, startGateway } from '../servers/gateway.ts'
import { startServer } from '../servers/servers.ts'
import {
  type Account,
  accountOf,
  type Person,
  type ServerInfo,
  type ServerKind,
} from '../servers/testServer.ts'
import { Complaints } from './complaints.ts'
import { signInByForm } from './signIn.ts'

export interface HouseOptions {
  kind: ServerKind
}

/** A server and a gateway, for all tests of a worker. */
interface House {
  server: ServerInfo
  gateway: Gateway
}

type How = { by?: 'cookie' | 'form'; path?: string }

interface Fixtures {
  server: ServerInfo
  /** Console errors, uncaught errors, policy violations, outside requests: any of them fails the test. */
  complaints: Complaints
  /** A window of somebody who is not signed in; no cookie, no storage, nothing shared. */
  openWindow: (path?: string) => Promise<Page>
  /** One of the demo people (or an account of `makeAccount`), signed in, in a window of their own. */
  openAs: (who: Person | Account, how?: How) => Promise<Page>
  /** An account that nobody used before: no contacts, no past. */
  makeAccount: (name: string) => Promise<Account>
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
    const complaints = new Complaints(house.gateway.url)
    await use(complaints)
    expect(complaints.all, 'what the pages complained of').toEqual([])
  },
  openWindow: async ({ browser, baseURL, complaints, viewport, colorScheme, locale }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (path = '/') => {
      const context = await browser.newContext({ baseURL, viewport, colorScheme, locale })
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
    await use(async (who, { by = 'cookie', path = '/' } = {}) => {
      const { jid, password } = typeof who === 'string' ? accountOf(server, who) : who
      const page = await openWindow(by === 'cookie' ? '/health' : path)
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
      const account = {
        name,
        jid: `${name}-${randomUUID().slice(0, 8)}@${server.domain}`,
        password: 'outatime',
      }
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
  roomNamed: async ({ server }, use) => {
    await use((name) => `${name}-${randomUUID().slice(0, 8)}@${server.mucDomain}`)
  },
})

export { expect }
