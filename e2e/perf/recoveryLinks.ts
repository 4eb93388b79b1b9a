import { createServer } from 'node:net'
import { FaultyLink } from '../faults/faultyLink.ts'
import { startGateway } from '../servers/gateway.ts'
import type { TestServer } from '../servers/testServer.ts'
import { CookieTab, cookieOf } from './cookieTab.ts'
import { atMost, type Row, sleep } from './stats.ts'

const TABS = 6
const PATIENCE_MS = 60_000
const LEFT_MS = 150_000
const GUESTS = 20

/** Links that die without a word: how long until either end knows. */
export async function recoveryLinks(server: TestServer): Promise<Row[]> {
  const back = await FaultyLink.open({ host: server.host, port: server.port })
  const gateway = await startGateway({ ...server, host: '127.0.0.1', port: back.port })
  const front = await FaultyLink.open({ host: '127.0.0.1', port: gateway.port })
  const [me] = server.accounts
  if (!me) throw new Error('The server has no accounts for this')
  const cookie = await cookieOf(gateway.url, { kind: 'password', jid: me.jid, password: me.password })
  const tabs: CookieTab[] = []
  try {
    // Tabs that came at different moments are asked at different moments whether they are there.
    for (let each = 0; each < TABS; each++) {
      tabs.push(await CookieTab.open(`http://127.0.0.1:${front.port}`, cookie))
      await sleep(800)
    }
    const watch = await CookieTab.open(gateway.url, cookie)
    tabs.push(watch)
    const began = Date.now()
    front.hold('up', 'down')
    const [byTabs, byGateway] = await Promise.all([
      longest(tabs.slice(0, TABS).map((tab) => until(() => !tab.socket.connected, began))),
      untilAlone(watch, began),
    ])
    front.heal()
    const byServer = await deadServer(back, watch)
    return [
      atMost('R5: a dead browser link, until its tab knows (longest of six)', byTabs, 15, 's'),
      atMost('… until the gateway knows of all six', byGateway, 15, 's'),
      atMost('R6: a dead server link, until the tabs are told', byServer, 20, 's'),
      ...(await givenUp(server)),
    ]
  } finally {
    for (const tab of tabs) tab.close()
    front.close()
    await gateway.stop()
    back.close()
  }
}

async function deadServer(back: FaultyLink, tab: CookieTab): Promise<number> {
  let state = 'online'
  tab.onEvent = (name, data) => {
    if (name === 'xmpp.session.state') state = (data as { state: string }).state
  }
  const began = Date.now()
  back.hold('up', 'down')
  const seconds = await until(() => state !== 'online', began)
  back.heal()
  return seconds
}

/** A server that takes the connection and says nothing. */
async function givenUp(server: TestServer): Promise<Row[]> {
  const lasted: number[] = []
  const silent = createServer((socket) => {
    const began = Date.now()
    socket.on('error', () => {}).on('close', () => lasted.push((Date.now() - began) / 1000))
    socket.resume()
  })
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as { port: number }
  const gateway = await startGateway({ ...server, host: '127.0.0.1', port })
  try {
    const [me] = server.accounts
    const attempt = { kind: 'password', jid: me?.jid, password: me?.password }
    const refused = cookieOf(gateway.url, attempt).catch(() => {})
    await until(() => lasted.length > 0, Date.now())
    await refused
    return [
      atMost(
        'R7: an attempt at a server that says nothing, until it is given up',
        Math.max(...lasted),
        15,
        's',
      ),
    ]
  } finally {
    await gateway.stop()
    silent.close()
  }
}

/** Guests whose windows were closed: what of them is left at the server half a minute after they could have come back. */
export async function connectionsLeft(server: TestServer): Promise<Row[]> {
  const link = await FaultyLink.open({ host: server.host, port: server.port })
  const gateway = await startGateway({ ...server, host: '127.0.0.1', port: link.port })
  try {
    const tabs = await Promise.all(
      Array.from({ length: GUESTS }, async () =>
        CookieTab.open(gateway.url, await cookieOf(gateway.url, { kind: 'anonymous' })),
      ),
    )
    const before = link.connections
    for (const tab of tabs) tab.close()
    await sleep(LEFT_MS)
    const left = link.connections
    return [
      atMost(
        'R13: connections of 20 guests who left, half a minute after their two',
        left,
        0,
        '',
        `${before} before`,
      ),
    ]
  } finally {
    await gateway.stop()
    link.close()
  }
}

/** Seconds until the session has this tab alone, as the person's own list of sessions says. */
async function untilAlone(tab: CookieTab, began: number): Promise<number> {
  for (;;) {
    const sessions = (await tab.ask('xmpp.session.list', {})) as { current: boolean; tabs: number }[]
    const seconds = (Date.now() - began) / 1000
    if (sessions.find(({ current }) => current)?.tabs === 1 || seconds * 1000 > PATIENCE_MS) return seconds
    await sleep(100)
  }
}

async function until(isSo: () => boolean, began: number): Promise<number> {
  while (!isSo() && Date.now() - began < PATIENCE_MS) await sleep(50)
  return (Date.now() - began) / 1000
}

const longest = async (times: readonly Promise<number>[]) => Math.max(...(await Promise.all(times)))
