import { randomUUID } from 'node:crypto'
import { startGateway } from '../servers/gateway.ts'
import type { Account, TestServer } from '../servers/testServer.ts'
import { CookieTab, cookieOf } from './cookieTab.ts'
import { RawClient } from './rawClient.ts'
import { atMost, quantile, type Row, ratio, sleep } from './stats.ts'

export const CROWD = 200
const AT_ONCE = 20
const PATIENCE_MS = 60_000

interface Member {
  tab: CookieTab
  id: string
  at: string
  /** Undefined until it is decided. */
  outcome: 'confirmed' | 'failed' | undefined
  backAt: number | undefined
}

/**
 * Two hundred tabs, each with a message on its way, when the gateway is killed and started again: how long until each is
 * usable, and what became of the messages, which their tabs offer again as the page's outbox does.
 */
export async function recoveryCrowd(server: TestServer): Promise<Row[]> {
  let gateway = await startGateway(server)
  const [ear, ...people] = server.accounts.filter(({ name }) => /^u\d+$/u.test(name))
  if (!ear || people.length < CROWD) throw new Error('The server has no accounts for this')
  const listener = await RawClient.enter(server, ear)
  const heard = new Map<string, number>()
  listener.onStanza = ({ name, attrs }) => {
    if (name === 'message' && attrs.id) heard.set(attrs.id, (heard.get(attrs.id) ?? 0) + 1)
  }
  const members: Member[] = []
  const waiting = people.slice(0, CROWD)
  const enter = async () => {
    for (let account = waiting.pop(); account; account = waiting.pop()) {
      const { jid, password } = account
      const tab = await CookieTab.open(
        gateway.url,
        await cookieOf(gateway.url, { kind: 'password', jid, password }),
      )
      members.push({
        tab,
        id: randomUUID(),
        at: new Date().toISOString(),
        outcome: undefined,
        backAt: undefined,
      })
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, enter))
    // Changes are gathered for a moment before they are sealed.
    await sleep(2000)
    for (const member of members) follow(member, ear.jid)
    for (const member of members) say(member, ear.jid, false)
    await gateway.kill()
    const began = Date.now()
    const { port, data } = gateway
    gateway = await startGateway(server, { port, data })
    const up = Date.now()
    const isOver = () => members.every(({ outcome, backAt }) => outcome && backAt)
    while (!isOver() && Date.now() - began < PATIENCE_MS) await sleep(50)
    await sleep(2000)
    const bare = await signIns(server, people.slice(0, CROWD))
    const back = members.map(({ backAt }) => ((backAt ?? Number.POSITIVE_INFINITY) - began) / 1000)
    const lost = members.filter(({ id, outcome }) => outcome === 'confirmed' && !heard.has(id)).length
    const doubled = [...heard.values()].filter((times) => times > 1).length
    const open = members.filter(({ outcome }) => outcome === undefined).length
    const failed = members.filter(({ id, outcome }) => outcome === 'failed' && heard.has(id)).length
    return [
      atMost(
        `R8: ${CROWD} tabs after the gateway was killed: p95 until usable`,
        quantile(back, 0.95),
        10,
        's',
        `gateway up after ${((up - began) / 1000).toFixed(1)} s, last tab ${Math.max(...back).toFixed(1)} s`,
      ),
      ratio('… beside as many bare clients that sign in at once', {
        ours: quantile(back, 0.95),
        theirs: quantile(bare, 0.95),
        unit: 's',
        beside: 'tcp',
      }),
      atMost('… messages on their way then that were lost', lost, 0, ''),
      atMost('… doubled', doubled, 0, ''),
      atMost('… neither confirmed nor failed, or failed although they arrived', open + failed, 0, ''),
    ]
  } finally {
    for (const { tab } of members) tab.close()
    listener.end()
    await gateway.stop()
  }
}

/** Seconds until each of these people is signed in with a bare client, all at once. */
async function signIns(server: TestServer, people: readonly Account[]): Promise<number[]> {
  const began = Date.now()
  return Promise.all(
    people.map(async (person) => {
      const client = await RawClient.enter(server, person)
      const seconds = (Date.now() - began) / 1000
      client.end()
      return seconds
    }),
  )
}

function follow(member: Member, to: string): void {
  member.tab.onEvent = (name, data) => {
    const { id } = (data ?? {}) as { id?: string }
    if (id !== member.id) return
    if (name === 'xmpp.delivery.confirmed') member.outcome = 'confirmed'
    if (name === 'xmpp.chat.error') member.outcome = 'failed'
  }
  member.tab.onBack = async () => {
    await member.tab.ask('xmpp.ping', {}).catch(() => {})
    member.backAt = Date.now()
    if (member.outcome === undefined) say(member, to, true)
  }
}

function say({ tab, id, at }: Member, to: string, again: boolean): void {
  tab
    .ask('xmpp.chat.message', { to, content: `Mine is ${id}`, id, at, ...(again ? { again } : {}) })
    .catch(() => {})
}
