import type { Page } from 'playwright'
import { startGateway } from '../servers/gateway.ts'
import { startProsody } from '../servers/prosody.ts'
import { openChrome } from './chrome.ts'
import { openChat } from './openChat.ts'
import { arriving } from './pageHistory.ts'
import { atMost, median, type Row, sleep } from './stats.ts'
import { workOf } from './workOf.ts'

const KEPT = 50_000
const RUNS = 3

/** Fifty thousand kept by the browser, told in the gateway's place: until the newest is read after a reload. */
export async function pageKept(): Promise<Row[]> {
  const server = await startProsody({ archive: false, accounts: 2 })
  const service = `xmpps://${server.host}:${server.tlsPort}`
  const gateway = await startGateway(server, { env: { XMPP_SERVICE: service } })
  const browser = await openChrome()
  try {
    const [me, other] = server.accounts.filter(({ name }) => /^u\d+$/u.test(name))
    if (!me || !other) throw new Error('The server has no accounts for this')
    const window = await arriving(browser, gateway, me)
    const rows = await reading(window.page, other.jid)
    await window.close()
    return rows
  } finally {
    await browser.close()
    await gateway.stop()
    await server.stop()
  }
}

/**
 * Runs in the page: after the first snapshot the socket brings so many messages, each of which a driver would slow
 * down. A hundred come in one frame, as a gateway tells what it has at once.
 */
function tellOnce({ user, domain, count }: { user: string; domain: string; count: number }): void {
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }) => {
        const isSnapshot = String(data).includes('"xmpp.session.snapshot"')
        if (!isSnapshot || sessionStorage.getItem('told')) return
        sessionStorage.setItem('told', 'yes')
        for (let from = 0; from < count; from += 100) {
          const told = Array.from({ length: Math.min(100, count - from) }, (_, index) => [
            'xmpp.chat.message',
            {
              from: { user, domain },
              content: `Kept number ${from + index}.`,
              id: `kept-${from + index}`,
            },
          ])
          const frame = `42["xmpp.session.together",${JSON.stringify(told)}]`
          setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data: frame })))
        }
      })
    }
  }
}

async function reading(page: Page, jid: string): Promise<Row[]> {
  const [user = '', domain = ''] = jid.split('@')
  // A vault that is not there yet, or not whole, has nothing; opening one by another name would make it.
  const kept = () =>
    page.evaluate(async () => {
      const all = await indexedDB.databases()
      const { name } = all.find((each) => each.name?.startsWith('hoverboard-')) ?? {}
      if (name === undefined) return 0
      return new Promise<number>((resolve) => {
        const opening = indexedDB.open(name)
        opening.onerror = () => resolve(0)
        opening.onsuccess = () => {
          const { result } = opening
          if (!result.objectStoreNames.contains('messages')) return resolve(0)
          const counting = result.transaction('messages').objectStore('messages').count()
          counting.onsuccess = () => {
            result.close()
            resolve(counting.result)
          }
        }
      })
    })
  const before = await kept()
  await page.addInitScript(tellOnce, { user, domain, count: KEPT })
  await page.reload()
  while ((await kept()) < before + KEPT) await sleep(1000)
  const all: number[] = []
  const work: number[] = []
  for (let run = 0; run < RUNS; run++) {
    await page.goto('/#/')
    await page.reload()
    await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
    await sleep(2500)
    const begun = await workOf(page)
    all.push(await openChat(page, jid, `Kept number ${KEPT - 1}.`))
    work.push((await workOf(page)) - begun)
  }
  const beside = `${median(work).toFixed(0)} ms of it the page’s own`
  return [
    atMost('a conversation of 50,000 kept messages, to its newest page', median(all), 100, 'ms', beside),
  ]
}
