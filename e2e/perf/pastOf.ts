import type { Account, ServerInfo } from '../servers/testServer.ts'
import { RawClient } from './rawClient.ts'
import { sleep } from './stats.ts'

const AT_A_TIME = 200
const PATIENCE_MS = 60_000
/** As many as an archive gives at once. */
export const PAGE = 50

/** Each of these people says this much to somebody, who takes it with a bare client: it is in the archive, and nowhere else. */
export async function sayTo(
  server: ServerInfo,
  listener: Account,
  people: readonly Account[],
  count: number,
): Promise<void> {
  const ears = await RawClient.enter(server, listener)
  let heard = 0
  ears.onStanza = (stanza) => {
    if (stanza.name === 'message' && stanza.getChildText('body') !== null) heard++
  }
  ears.send('<presence><priority>10</priority></presence>')
  const mouths = await Promise.all(people.map((person) => RawClient.enter(server, person)))
  try {
    let said = 0
    for (let i = 0; i < count; i++) {
      for (const mouth of mouths) {
        const body = `<body>${textOf(i)}</body>`
        mouth.send(`<message to='${listener.jid}' type='chat' id='past-${i}'>${body}</message>`)
        said++
      }
      if (said - heard > AT_A_TIME) await until(() => said - heard < AT_A_TIME / 2)
    }
    await until(() => heard === said)
  } finally {
    for (const each of [ears, ...mouths]) each.end()
  }
}

export const textOf = (index: number) => `Message number ${index}.`

/** The yardstick of a catch-up: the same pages, asked one after the other, looked at by nobody. In milliseconds. */
export async function readSince(server: ServerInfo, account: Account, since: Date): Promise<number> {
  const client = await RawClient.enter(server, account)
  try {
    const began = performance.now()
    let after: string | undefined
    for (let page = 0; ; page++) {
      const answer = answered(client)
      client.send(query(page, { start: since.toISOString() }, after ? `<after>${after}</after>` : ''))
      const { last, isWhole } = await answer
      after = last
      if (isWhole || last === undefined) return performance.now() - began
    }
  } finally {
    client.end()
  }
}

/** So many pages backwards with somebody, one after the other, looked at by nobody. In milliseconds. */
export async function readBack(
  server: ServerInfo,
  account: Account,
  { jid }: Account,
  pages: number,
): Promise<number> {
  const client = await RawClient.enter(server, account)
  try {
    const began = performance.now()
    let before = ''
    for (let page = 0; page < pages; page++) {
      const answer = answered(client)
      client.send(query(page, { with: jid }, `<before>${before}</before>`))
      before = (await answer).first ?? ''
    }
    return performance.now() - began
  } finally {
    client.end()
  }
}

interface Answered {
  first: string | undefined
  last: string | undefined
  isWhole: boolean
}

function answered(client: RawClient): Promise<Answered> {
  return new Promise((resolve) => {
    client.onStanza = (stanza) => {
      const fin = stanza.name === 'iq' ? stanza.getChild('fin', 'urn:xmpp:mam:2') : undefined
      if (!fin) return
      const set = fin.getChild('set', 'http://jabber.org/protocol/rsm')
      const [first, last] = [set?.getChildText('first'), set?.getChildText('last')]
      const isWhole = fin.attrs.complete === 'true'
      resolve({ first: first ?? undefined, last: last ?? undefined, isWhole })
    }
  })
}

function query(page: number, asked: Record<string, string>, from: string): string {
  const field = (name: string, value: string) => `<field var='${name}'><value>${value}</value></field>`
  const fields = Object.entries(asked).map(([name, value]) => field(name, value))
  const form = `<x xmlns='jabber:x:data' type='submit'>${field('FORM_TYPE', 'urn:xmpp:mam:2')}${fields.join('')}</x>`
  const set = `<set xmlns='http://jabber.org/protocol/rsm'><max>${PAGE}</max>${from}</set>`
  return `<iq type='set' id='page-${page}'><query xmlns='urn:xmpp:mam:2'>${form}${set}</query></iq>`
}

async function until(condition: () => boolean): Promise<void> {
  for (const began = performance.now(); !condition(); await sleep(2))
    if (performance.now() - began > PATIENCE_MS) throw new Error('The past did not come about')
}
