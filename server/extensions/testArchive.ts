import { vi } from 'vitest'
import { settled, type TestManager } from '../xmpp/testManager.ts'
import type { Element } from '../xmpp/xml.ts'

const MAM = 'urn:xmpp:mam:2'
const RSM = 'http://jabber.org/protocol/rsm'
const ALWAYS = `<prefs xmlns='${MAM}' default='always'/>`
const PAGE = 50

interface Held {
  id: string
  at: number
  from?: string
  to?: string
  sender?: string
  nick?: string
}

/** An archive in the test's hands: of Marty's own messages to Doc, or of a room. It answers when it is told to. */
export function stageArchive(session: TestManager, room?: string) {
  const held: Held[] = []
  const answered = new Set<Element>()
  let prefs = ALWAYS
  let asked = 0
  const requests = () =>
    session.client.sent.filter((iq) => iq.name === 'iq' && isOfArchive(iq) && !answered.has(iq))
  const isOfArchive = (iq: Element) =>
    iq.getChild('query', MAM) !== undefined ||
    iq.getChild('prefs', MAM) !== undefined ||
    (room !== undefined && iq.attrs.to === room && iq.getChild('query')?.getNS()?.endsWith('#info') === true)

  const result = ({ id, at, from, to, sender, nick }: Held, queryId: string | undefined) => {
    const place = room === undefined ? (sender ?? 'marty@hill.example') : (sender ?? room)
    const author = room === undefined ? (from ?? 'marty@hill.example/old') : `${room}/${nick ?? 'Marty'}`
    return `<message from='${place}'><result xmlns='${MAM}' queryid='${queryId}' id='a-${id}'>
      <forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' stamp='${new Date(at).toISOString()}'/>
      <message xmlns='jabber:client' from='${author}' to='${to ?? 'doc@hill.example'}' id='${id}'><body>x</body></message>
      </forwarded></result></message>`
  }

  function answerOne(iq: Element): void {
    const { id, to } = iq.attrs
    const from = to === undefined ? '' : ` from='${to}'`
    const reply = (body: string) => {
      session.receive(`<iq type='result' id='${id}'${from}>${body}</iq>`)
    }
    const query = iq.getChild('query', MAM)
    if (!query && room === undefined) reply(prefs)
    else if (query) answerPage(query, reply)
    else reply(`<query xmlns='http://jabber.org/protocol/disco#info'><feature var='${MAM}'/></query>`)
  }

  function answerPage(query: Element, reply: (body: string) => void): void {
    const before = query.getChild('set', RSM)?.getChildText('before')
    const end = before ? held.findIndex((each) => `a-${each.id}` === before) : held.length
    const page = held.slice(Math.max(0, end - PAGE), end)
    asked++
    for (const each of page) session.receive(result(each, query.attrs.queryid))
    const first = page[0] ? `<first>a-${page[0].id}</first>` : ''
    const isWhole = end <= PAGE
    reply(`<fin xmlns='${MAM}'${isWhole ? " complete='true'" : ''}><set xmlns='${RSM}'>${first}</set></fin>`)
  }

  return {
    /** How many pages were asked for. */
    asked: () => asked + requests().filter((iq) => iq.getChild('query', MAM)).length,
    holds: (id: string, more: Omit<Partial<Held>, 'id'> = {}) => held.push({ id, at: Date.now(), ...more }),
    fill(count: number, at: number) {
      for (let i = 0; i < count; i++) held.push({ id: `old${i}`, at: at + i })
    },
    prefers(xml: string) {
      prefs = xml
    },
    /** Answers all that is asked; `rounds`: how often it is looked into. */
    async answer({ rounds = 1 } = {}): Promise<void> {
      for (let round = 0; round < rounds; round++) {
        for (let next = requests()[0]; next; next = requests()[0]) {
          answered.add(next)
          answerOne(next)
          await settled()
        }
        await vi.advanceTimersByTimeAsync(1000)
        await settled()
      }
      await settled()
    },
    async refuse(condition: string): Promise<void> {
      const iq = requests()[0]
      if (!iq) return
      answered.add(iq)
      const from = iq.attrs.to === undefined ? '' : ` from='${iq.attrs.to}'`
      session.receive(
        `<iq type='error' id='${iq.attrs.id}'${from}><error type='cancel'><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>`,
      )
      await settled()
    },
  }
}
