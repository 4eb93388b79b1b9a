import type { Browser } from 'playwright'
import { type Gateway, startGateway } from '../servers/gateway.ts'
import { startProsody } from '../servers/prosody.ts'
import type { Account, TestServer } from '../servers/testServer.ts'
import { openChrome, openWindow, type Window } from './chrome.ts'
import { forgetRooms } from './forgetRooms.ts'
import { median } from './stats.ts'

const DOMAIN = 'hill-valley.example'
const CROWD = 1000
/** Who signs in. */
const HUBS = ['friends50', 'friends1000']
/** Of the room `staff`. */
const MEMBERS = 5000
const RUNS = 3

/** A server full of people, our gateway, and a browser. */
export interface PageSetting {
  server: TestServer
  gateway: Gateway
  browser: Browser
  /** Everybody knows `friends1000`; the first fifty know `friends50` too. */
  crowd: readonly Account[]
  account(name: string): Account
  /** A window of somebody who comes for the first time, and whose account remembers no rooms. */
  open(): Promise<Window>
  /** The median of three windows that know nothing of each other. */
  median(run: (window: Window) => Promise<number>): Promise<number>
  medians<K extends string>(run: (window: Window) => Promise<Record<K, number>>): Promise<Record<K, number>>
  close(): Promise<void>
}

export async function openPageSetting(): Promise<PageSetting> {
  const server = await startProsody({ archive: false, accounts: CROWD, seed: acquaintances() })
  const service = `xmpps://${server.host}:${server.tlsPort}`
  const gateway = await startGateway(server, { env: { XMPP_SERVICE: service } })
  const browser = await openChrome()
  const account = (name: string) => {
    const found = server.accounts.find((each) => each.name === name)
    if (!found) throw new Error(`There is no ${name}`)
    return found
  }
  const open = async () => {
    for (const hub of HUBS) await forgetRooms(server, account(hub))
    return openWindow(browser, gateway.url)
  }
  const medians = async <K extends string>(run: (window: Window) => Promise<Record<K, number>>) => {
    const results: Record<K, number>[] = []
    for (let i = 0; i < RUNS; i++) {
      const window = await open()
      try {
        results.push(await run(window))
      } finally {
        await window.close()
      }
    }
    const keys = Object.keys(results[0] ?? {}) as K[]
    return Object.fromEntries(keys.map((key) => [key, median(results.map((each) => each[key]))])) as Record<
      K,
      number
    >
  }
  return {
    server,
    gateway,
    browser,
    crowd: server.accounts.filter(({ name }) => /^u\d+$/u.test(name)),
    account,
    open,
    medians,
    median: async (run) => (await medians(async (window) => ({ value: await run(window) }))).value,
    async close() {
      await browser.close()
      await gateway.stop()
      await server.stop()
    },
  }
}

function acquaintances() {
  const jid = (user: string) => `${user}@${DOMAIN}`
  const crowd = Array.from({ length: CROWD }, (_, index) => `u${index}`)
  const hubs = { friends50: crowd.slice(0, 50), friends1000: crowd }
  const contact = (user: string) => ({ jid: jid(user), name: `Friend ${user}`, groups: ['Crew'] })
  const rosters: Record<string, object[]> = {}
  for (const [hub, members] of Object.entries(hubs)) {
    rosters[hub] = members.map(contact)
    for (const member of members) rosters[member] = [...(rosters[member] ?? []), contact(hub)]
  }
  const accounts = Object.keys(hubs).map((user) => ({ user, password: 'secret', name: user }))
  const members = () =>
    Object.fromEntries(Array.from({ length: MEMBERS }, (_, index) => [jid(`member${index}`), 'member']))
  // Made beforehand: a room that somebody creates by entering is locked until it was configured.
  const rooms = ['full', 'loud', 'crowded', 'restless', 'staff'].map((node) => ({
    node,
    name: node,
    description: '',
    affiliations: { [jid('friends50')]: 'owner', ...(node === 'staff' ? members() : {}) },
    messages: [],
  }))
  return { accounts, rosters, rooms }
}
