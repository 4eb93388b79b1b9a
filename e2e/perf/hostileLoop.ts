import { startGateway } from '../servers/gateway.ts'
import type { TestServer } from '../servers/testServer.ts'
import { CookieTab, cookieOf } from './cookieTab.ts'
import { RawClient } from './rawClient.ts'
import { atMost, type Row, sleep } from './stats.ts'

const ROUNDS = 5
const QUIET_MS = 10_000

/** Runs in the gateway beside it: says how late its event loop was, in milliseconds; what was before the second time is forgotten. */
const METER = `
import { monitorEventLoopDelay } from 'node:perf_hooks'
const loop = monitorEventLoopDelay({ resolution: 5 })
loop.enable()
let asked = 0
process.on('SIGUSR2', () => {
  process.stderr.write('loop ' + JSON.stringify([loop.percentile(99) / 1e6, loop.max / 1e6]) + '\\n')
  if (++asked <= 2) loop.reset()
})`

/** What is hardest to read, of what a tab and somebody else's client can send. */
const CHEAP = {
  'nested a hundred thousand deep': `42["xmpp.chat.message",${'['.repeat(100_000)}${']'.repeat(100_000)}]`,
  'a text as long as a frame may be': said({ content: 'x'.repeat(900_000) }),
  'a list as long as a frame may be': `42["xmpp.muc.affiliations",[${'1,'.repeat(400_000)}1]]`,
  'an address of marks': said({ to: `${'e\u0301\u0323'.repeat(100_000)}@hill.example`, content: 'x' }),
  'many keys': `42["xmpp.presence",{${Array.from({ length: 60_000 }, (_, index) => `"k${index}":1`).join()}}]`,
}
const STANZAS = {
  'a stanza of many children': `<message to='TO' type='chat'><body>x</body>${"<a xmlns='b'/>".repeat(15_000)}</message>`,
  'a stanza of one long text': `<message to='TO' type='chat'><body>${'&amp;x'.repeat(40_000)}</body></message>`,
}

function said(message: object): string {
  return `42["xmpp.chat.message",${JSON.stringify({ to: 'doc@hill.example', ...message })}]`
}

/** How late the gateway's event loop is while somebody tries to keep it busy, beside a time when nobody does. */
export async function hostileLoop(server: TestServer): Promise<Row[]> {
  const meter = `--import data:text/javascript,${encodeURIComponent(METER)}`
  const gateway = await startGateway(server, { env: { NODE_OPTIONS: meter } })
  const [me, other] = server.accounts
  if (!me || !other) throw new Error('The server has no accounts for this')
  const cookie = await cookieOf(gateway.url, { kind: 'password', jid: me.jid, password: me.password })
  const stranger = await RawClient.enter(server, other)
  const read = async () => {
    const before = gateway.log().split('loop ').length
    process.kill(gateway.pid as number, 'SIGUSR2')
    while (gateway.log().split('loop ').length === before) await sleep(20)
    return JSON.parse(gateway.log().split('loop ').at(-1)?.split('\n')[0] ?? '[]') as [number, number]
  }
  try {
    const watch = await CookieTab.open(gateway.url, cookie)
    await sleep(2000)
    await read()
    await sleep(QUIET_MS)
    const quiet = await read()
    let worst: [string, number] = ['', 0]
    const measured = async (what: string, harm: () => Promise<void>) => {
      await harm()
      await sleep(500)
      const [, max] = await read()
      if (max > worst[1]) worst = [what, max]
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const [what, packet] of Object.entries(CHEAP))
        await measured(what, async () => {
          const tab = await CookieTab.open(gateway.url, cookie)
          ;(tab.socket.io.engine as unknown as { write(packet: string): void }).write(packet.slice(1))
          await sleep(300)
          tab.close()
        })
      for (const [what, stanza] of Object.entries(STANZAS))
        await measured(what, async () => stranger.send(stanza.replace('TO', me.jid)))
    }
    const [p99] = await read()
    watch.close()
    const beside = `nobody: p99 ${quiet[0].toFixed(0)} ms, max ${quiet[1].toFixed(0)} ms`
    return [
      atMost('R12: the gateway’s event loop under hostile input, p99', p99, 50, 'ms', beside),
      atMost(`… at most (${worst[0]})`, worst[1], 250, 'ms'),
    ]
  } finally {
    stranger.end()
    await gateway.stop()
  }
}
