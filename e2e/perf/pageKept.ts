import type { Account } from '../servers/testServer.ts'
import type { Window } from './chrome.ts'
import { openChat } from './openChat.ts'
import { atMost, type Row, sleep } from './stats.ts'

const KEPT = 50_000

/** Runs in the page: after the first snapshot the socket brings so many messages, each of which a driver would slow down. */
function tellOnce({ user, domain, count }: { user: string; domain: string; count: number }): void {
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }) => {
        const isSnapshot = String(data).includes('"xmpp.session.snapshot"')
        if (!isSnapshot || sessionStorage.getItem('told')) return
        sessionStorage.setItem('told', 'yes')
        for (let index = 0; index < count; index++) {
          const said = { from: { user, domain }, content: `Kept number ${index}.`, id: `kept-${index}` }
          const event = new MessageEvent('message', {
            data: `42["xmpp.chat.message",${JSON.stringify(said)}]`,
          })
          setTimeout(() => this.dispatchEvent(event))
        }
      })
    }
  }
}

/** Fifty thousand kept by the browser, told in the gateway's place: until the newest is read after a reload. */
export async function pageKept({ page }: Window, { jid }: Account): Promise<Row[]> {
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
  await page.goto('/#/')
  await page.reload()
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  await sleep(2500)
  const ms = await openChat(page, jid, `Kept number ${KEPT - 1}.`)
  return [atMost('a conversation of 50,000 kept messages, to its newest page', ms, 100, 'ms')]
}
