import type { Element } from '@xmpp/xml'
import parse from 'ltx/lib/parse.js'
import type { TranslationHost } from './translationHost.ts'

type Case = (host: TranslationHost, times: number) => Promise<void>

const ITEM = `<item jid='doc@hill.example' name='Doc' subscription='both'><group>1955</group></item>`
const COPIES = 100
/** A courier has no more than fifty on their way. */
const AT_ONCE = 20

const PRESENCE = { show: 'away', status: 'In the lab', priority: '5' }
const CAPS = { node: 'urn:x', ver: 'v', hash: 'sha-1' }

export const cases: Record<string, Case> = {
  'a contact that changed, in': stanza(
    `<iq xmlns='jabber:client' type='set' id='p1'><query xmlns='jabber:iq:roster'>${ITEM}</query></iq>`,
  ),
  'a presence, in': stanza(
    `<presence xmlns='jabber:client' from='doc@hill.example/lab'><show>away</show><status>In the lab</status>
    <priority>5</priority><c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='urn:x' ver='v'/></presence>`,
  ),
  'a message, in': stanza(
    `<message xmlns='jabber:client' from='doc@hill.example/lab' to='marty@hill.example' type='chat' id='m1'>
    <body>Great Scott!</body><active xmlns='http://jabber.org/protocol/chatstates'/>
    <request xmlns='urn:xmpp:receipts'/></message>`,
  ),
  'the contact list of fifty': command('xmpp.roster.get', {}, contacts()),
  'a contact, out': command(
    'xmpp.roster.edit',
    { jid: 'doc@hill.example', name: 'Doc', groups: ['1955'] },
    `<iq type='result' id='ID'/>`,
  ),
  'a presence, out': presence({ ...PRESENCE, client: CAPS }),
  // Ours says what it can do, of its own accord; xmpp-ftw says nothing of it.
  'a presence without capabilities, out': presence(PRESENCE),
  'a message, out': command('xmpp.chat.message', { to: 'doc@hill.example', content: 'Doc?', receipt: true }),
}

/** One kind of stanza, that often; each another object, as they come from a network. */
function stanza(text: string): Case {
  const copies: Element[] = Array.from({ length: COPIES }, () => parse(text))
  return async (host, times) => {
    const before = host.told
    for (let i = 0; i < times; i++) host.offer(copies[i % COPIES] as Element)
    if (host.told < before + times) throw new Error(`Not told: ${text}`)
  }
}

/** Said without an acknowledgement, a few at a time. */
function presence(data: object): Case {
  return async (host, times) => {
    const before = host.sent
    for (let done = 0; done < times; done++) {
      host.ask('xmpp.presence', { ...data })
      if (done % AT_ONCE === 0) await turn()
    }
    if (host.sent !== before + times) throw new Error('A presence was not sent')
  }
}

/** One command, a few at a time, until each is acknowledged and sent. */
function command(event: string, data: object, reply = ''): Case {
  return async (host, times) => {
    host.reply = reply
    const until = host.sent + times
    for (let done = 0; done < times; done += AT_ONCE) await few(host, event, data)
    while (host.sent < until) await turn()
  }
}

function few(host: TranslationHost, event: string, data: object): Promise<void> {
  return new Promise((resolve) => {
    let left = AT_ONCE
    const ack = () => {
      if (--left === 0) setImmediate(resolve)
    }
    for (let i = 0; i < AT_ONCE; i++) host.ask(event, { ...data }, ack)
  })
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

function contacts(): string {
  const items = Array.from({ length: 50 }, (_, i) => ITEM.replace('doc@', `doc${i}@`))
  return `<iq type='result' id='ID'><query xmlns='jabber:iq:roster'>${items.join('')}</query></iq>`
}
