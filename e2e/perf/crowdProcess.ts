import type { Account, ServerInfo } from '../servers/testServer.ts'
import { DEAF, RawClient } from './rawClient.ts'
import { sleep } from './stats.ts'

// Many bare clients in a process of their own, so that they weigh on neither the page nor whoever measures it.

export interface CrowdOrder {
  server: ServerInfo
  accounts: Account[]
}
export type CrowdCommand =
  | { do: 'gather'; order: CrowdOrder }
  | { do: 'join'; room: string }
  /** The first says `count` things, so many a second; the last one hears them. */
  | { do: 'talk'; room: string; count: number; perSecond: number; word: string }
  | { do: 'leave' }

/** When the last was said and heard, in milliseconds since 1970, and how many were heard. */
export interface Talk {
  sentAt: number
  heardAt: number
  heard: number
}
export type CrowdAnswer = { ok: true; talk?: Talk } | { ok: false; error: string }

const AT_ONCE = 20
const wallClock = () => performance.timeOrigin + performance.now()
let clients: RawClient[] = []

async function gather({ server, accounts }: CrowdOrder): Promise<void> {
  const waiting = [...accounts]
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { host, wsPort: port, domain, caFile } = server
      const { name: user, password } = next
      clients.push(
        await new RawClient({ kind: 'websocket', host, port, domain, caFile, user, password }).start(),
      )
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

/** One after the other: whoever comes tells everybody who is there. */
async function join(room: string): Promise<void> {
  for (const [index, client] of clients.entries()) {
    const inside = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${room} let nobody in`)), 20_000)
      client.onStanza = (stanza) => {
        if (stanza.name !== 'presence' || !stanza.toString().includes('code="110"')) return
        clearTimeout(timer)
        resolve()
      }
    })
    client.send(
      `<presence${client.xmlns} to='${room}/Person ${index}'><x xmlns='http://jabber.org/protocol/muc'/></presence>`,
    )
    await inside
    client.onStanza = DEAF
  }
}

async function talk({ room, count, perSecond, word }: Extract<CrowdCommand, { do: 'talk' }>): Promise<Talk> {
  const [speaker] = clients
  const hearer = clients.at(-1)
  if (!speaker || !hearer) throw new Error('Nobody is here to talk')
  const result = { sentAt: 0, heardAt: 0, heard: 0 }
  const all = new Promise<void>((resolve) => {
    hearer.onStanza = (stanza) => {
      if (!stanza.getChildText('body')?.startsWith(word)) return
      if (++result.heard < count) return
      result.heardAt = wallClock()
      resolve()
    }
  })
  const start = performance.now()
  for (let i = 0; i < count; i++) {
    await sleep(Math.max(0, start + (i * 1000) / perSecond - performance.now()))
    result.sentAt = wallClock()
    speaker.send(
      `<message${speaker.xmlns} to='${room}' type='groupchat' id='${word}-${i}'><body>${word} ${i}</body></message>`,
    )
  }
  await Promise.race([all, sleep(60_000)])
  return result
}

async function perform(command: CrowdCommand): Promise<Talk | undefined> {
  if (command.do === 'gather') await gather(command.order)
  else if (command.do === 'join') await join(command.room)
  else if (command.do === 'talk') return talk(command)
  else {
    for (const client of clients) client.end()
    clients = []
  }
  return undefined
}

process.on('message', (command: CrowdCommand) => {
  perform(command).then(
    (talk) => process.send?.({ ok: true, ...(talk ? { talk } : {}) } satisfies CrowdAnswer),
    (error: Error) => process.send?.({ ok: false, error: error.message } satisfies CrowdAnswer),
  )
})
process.on('disconnect', () => process.exit())
