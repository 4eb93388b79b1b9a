import { type Gateway, startGateway } from '../servers/gateway.ts'
import { startServer } from '../servers/servers.ts'
import { kinds, type ServerInfo, type ServerKind } from '../servers/testServer.ts'
import { atMost, median, type Row, round } from './stats.ts'
import { Strangers } from './strangers.ts'

/** Of five accounts each, so fifty in all. */
const ROUNDS = 10
const ROUNDS_BESIDE = 4
const SLOW = 500
const UNJOINED = 2000
const APART = 0.2

/** What a refused sign-in tells by the time it takes, and how long one takes while strangers hold all they can. */
export async function signIn(): Promise<Row[]> {
  const rows: Row[] = []
  for (const kind of kinds) {
    const server = await startServer(kind)
    try {
      rows.push(
        ...(await withGateway(server, false, (gateway) => refusals(kind, server, gateway, ROUNDS_BESIDE))),
      )
      rows.push(
        ...(await withGateway(server, true, async (gateway) => [
          ...(await refusals(kind, server, gateway, ROUNDS)),
          ...(await amongStrangers(kind, server, gateway)),
        ])),
      )
    } finally {
      await server.stop()
    }
  }
  return rows
}

async function withGateway(server: ServerInfo, limits: boolean, run: (gateway: Gateway) => Promise<Row[]>) {
  const gateway = await startGateway(server, { limits, env: { TRUST_PROXY: 'loopback' } })
  try {
    return await run(gateway)
  } finally {
    await gateway.stop()
  }
}

let addresses = 0

/** Milliseconds, from an address of its own. */
async function tryAs({ url }: Gateway, jid: string, password: string, status: number): Promise<number> {
  const forwarded = `10.8.${(addresses >> 8) & 255}.${addresses++ & 255}`
  const start = performance.now()
  const response = await fetch(`${url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, 'x-forwarded-for': forwarded },
    body: JSON.stringify({ kind: 'password', jid, password }),
  })
  await response.text()
  if (response.status !== status) throw new Error(`A sign-in was answered with ${response.status}`)
  return performance.now() - start
}

async function refusals(
  kind: ServerKind,
  server: ServerInfo,
  gateway: Gateway,
  rounds: number,
): Promise<Row[]> {
  const unknown: number[] = []
  const wrong: number[] = []
  const accounts = server.accounts.slice(0, 5)
  for (let i = 0; i < rounds; i++) {
    const nobody = (at: number) => `nobody-${i}-${at}@${server.domain}`
    unknown.push(...(await Promise.all(accounts.map((_, at) => tryAs(gateway, nobody(at), 'wrong', 401)))))
    wrong.push(...(await Promise.all(accounts.map(({ jid }) => tryAs(gateway, jid, 'wrong', 401)))))
    // A success forgets the failures before it: neither account nor gateway reaches a limit.
    for (const { jid, password } of accounts) await tryAs(gateway, jid, password, 200)
  }
  const figure = median(unknown) / median(wrong)
  const isEven = rounds === ROUNDS
  return [
    {
      what: `refused by ${kind}${isEven ? '' : ', as soon as it answers'}: an account that does not exist`,
      ours: `${round(median(unknown))} ms`,
      beside: `wrong password ${round(median(wrong))} ms`,
      figure,
      ...(isEven ? { reach: '0.8–1.2 ×', isReached: Math.abs(figure - 1) <= APART } : {}),
    },
  ]
}

async function amongStrangers(kind: ServerKind, server: ServerInfo, gateway: Gateway): Promise<Row[]> {
  const [account] = server.accounts
  if (!account) throw new Error('The server has no accounts for this')
  const slow = Strangers.slow(gateway.port).gather(SLOW)
  const unjoined = Strangers.unjoined(gateway.port).gather(UNJOINED)
  try {
    while (unjoined.answered < UNJOINED) await new Promise((resolve) => setTimeout(resolve, 100))
    const took = await tryAs(gateway, account.jid, account.password, 200)
    return [
      atMost(
        `a sign-in by ${kind} among ${SLOW} slow headers and ${UNJOINED} unjoined sockets`,
        took,
        2000,
        'ms',
      ),
    ]
  } finally {
    slow.end()
    unjoined.end()
  }
}
