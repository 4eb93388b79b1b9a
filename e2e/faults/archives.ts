import type { Element } from '@xmpp/xml'
import { RawClient } from '../perf/rawClient.ts'
import type { Account, ServerInfo } from '../servers/testServer.ts'
import type { MessageLine } from './history.ts'
import { cidOf } from './words.ts'

const NS_MAM = 'urn:xmpp:mam:2'
const NS_RSM = 'http://jabber.org/protocol/rsm'
const PAGE = 100

/** What is to be read, and under which name and in which conversation it is told. */
export interface ArchiveOf {
  readonly archive: string
  readonly conv: string
  readonly account: Account
  /** The other one of a chat, or a room, in whose archive it is. */
  readonly peer?: string
  readonly room?: string
}

/** Reads an archive to its end (XEP-0313) with a client that is not ours to test. */
export async function readArchive(server: ServerInfo, what: ArchiveOf): Promise<MessageLine[]> {
  const { archive, conv, account, peer, room } = what
  const client = await RawClient.enter(server, account)
  try {
    if (room) await enter(client, room)
    const lines: MessageLine[] = []
    for (let after: string | undefined, page = 0; ; page++) {
      const { results, last, isComplete } = await ask(client, `archive-${page}`, { peer, room, after })
      for (const { id, body } of results) {
        const cid = cidOf(body)
        if (cid !== undefined)
          lines.push({ t: Date.now(), actor: archive, op: 'archived', conv, cid, archiveId: id })
      }
      if (isComplete || last === undefined) return lines
      after = last
    }
  } finally {
    client.end()
  }
}

async function enter(client: RawClient, room: string): Promise<void> {
  const entered = heard(client, (stanza) => stanza.name === 'message' && Boolean(stanza.getChild('subject')))
  const nick = `reader-${Math.random().toString(36).slice(2, 8)}`
  const muc = "<x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x>"
  client.send(`<presence to='${room}/${nick}'>${muc}</presence>`)
  await entered
}

interface Query {
  peer: string | undefined
  room: string | undefined
  after: string | undefined
}

async function ask(client: RawClient, id: string, { peer, room, after }: Query) {
  const results: { id: string; body: string }[] = []
  const field = (name: string, value: string) => `<field var='${name}'><value>${value}</value></field>`
  const form = `<x xmlns='jabber:x:data' type='submit'>${field('FORM_TYPE', NS_MAM)}${peer ? field('with', peer) : ''}</x>`
  const set = `<set xmlns='${NS_RSM}'><max>${PAGE}</max>${after ? `<after>${after}</after>` : ''}</set>`
  const done = heard(client, (stanza) => {
    const result = stanza.getChild('result', NS_MAM)
    if (result?.attrs.queryid === id) {
      const message = result.getChild('forwarded')?.getChild('message')
      results.push({ id: result.attrs.id ?? '', body: message?.getChildText('body') ?? '' })
    }
    return stanza.name === 'iq' && stanza.attrs.id === id
  })
  client.send(
    `<iq type='set' id='${id}'${room ? ` to='${room}'` : ''}><query xmlns='${NS_MAM}' queryid='${id}'>${form}${set}</query></iq>`,
  )
  const answer = await done
  if (answer.attrs.type !== 'result') throw new Error(`An archive refused: ${answer}`)
  const fin = answer.getChild('fin', NS_MAM)
  const last = fin?.getChild('set', NS_RSM)?.getChildText('last') ?? undefined
  return { results, last, isComplete: fin?.attrs.complete === 'true' }
}

function heard(client: RawClient, isIt: (stanza: Element) => boolean): Promise<Element> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('An archive did not answer')), 20_000)
    client.onStanza = (stanza) => {
      if (!isIt(stanza)) return
      clearTimeout(timer)
      resolve(stanza)
    }
  })
}
