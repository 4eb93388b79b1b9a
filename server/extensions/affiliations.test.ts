import { beforeEach, expect, test } from 'vitest'
import type { BatchProgress } from '#protocol/affiliations.ts'
import { joinRoom } from '../xmpp/testFixture.ts'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

const ROOM = 'hillvalley@rooms.hill.example'
let session: TestManager

beforeEach(async () => {
  session = new TestManager(createExtensions()).online()
  await joinRoom(session, { room: ROOM, nick: 'Marty' })
})

const changes = (count: number, affiliation = 'member') =>
  Array.from({ length: count }, (_, n) => ({ jid: `p${n}@hill.example`, affiliation }))
const batch = (id: string, count = 2, room = ROOM) =>
  session.ask('xmpp.muc.affiliation.batch', { room, id, changes: changes(count) })
const asked = (type: string) =>
  session.client.sent.filter(
    ({ attrs, children }) => attrs.type === type && String(children).includes('affiliation'),
  )
const sets = () => asked('set')
const lists = () => asked('get')

/** The room accepts what was sent since. */
async function accept(requests = sets()): Promise<void> {
  for (const { attrs } of requests) {
    session.receive(`<iq type='result' from='${attrs.to}' id='${attrs.id}'/>`)
    await settled()
  }
}

const answerOf = (answers: unknown[][]) => answers[0]?.[1] as BatchProgress | undefined

test('the same id again joins the batch that runs, and later is answered with what came of it', async () => {
  const first = batch('b')
  const second = batch('b')
  expect(sets()).toHaveLength(2)
  await accept()
  expect(answerOf(first)).toMatchObject({ state: 'done', settled: 2 })
  expect(second).toEqual(first)
  session.forget()
  const late = batch('b')
  await settled()
  expect(late).toEqual(first)
  expect(session.client.sent).toEqual([])
})

test('two batches of one room come one after the other, those of two rooms together', async () => {
  const other = 'clock@rooms.hill.example'
  batch('a')
  batch('b')
  batch('c', 2, other)
  expect(sets().map(({ attrs }) => attrs.to)).toEqual([ROOM, ROOM, other, other])
  await accept(sets().slice(0, 2))
  expect(sets().map(({ attrs }) => attrs.to)).toEqual([ROOM, ROOM, other, other, ROOM, ROOM])
})

test('a fifth batch at once is refused until one is done', async () => {
  for (const id of ['a', 'b', 'c', 'd']) batch(id)
  const fifth = batch('e')
  await settled()
  expect(fifth).toEqual([[{ type: 'wait', condition: 'resource-constraint', reason: 'busy' }]])
  await accept()
  const again = batch('e')
  await settled()
  expect(again).toEqual([])
})

test('what is cancelled is acknowledged as that, once its last answer is there', async () => {
  const answers = batch('b', 12)
  expect(sets()).toHaveLength(8)
  expect(session.ask('xmpp.muc.affiliation.cancel', { room: ROOM, id: 'b' })).toEqual([])
  await accept()
  expect(answerOf(answers)).toMatchObject({ state: 'cancelled', total: 12, settled: 8 })
  const again = session.ask('xmpp.muc.affiliation.cancel', { room: ROOM, id: 'b' })
  await settled()
  expect(again).toEqual([[null, true]])
})

test('nothing is sent while the link is away', async () => {
  session.client.emit('state', { state: 'reconnecting' })
  batch('b', 3)
  expect(sets()).toEqual([])
  expect(session.told.at(-1)).toMatchObject(['xmpp.muc.affiliation.progress', { state: 'waiting' }])
  session.client.emit('state', { state: 'online', resumed: true })
  expect(sets()).toHaveLength(3)
})

test('in a session begun anew the room is entered first, then asked, then told the rest', async () => {
  const answers = batch('b', 2)
  const [done, lost] = sets()
  await accept(done ? [done] : [])
  session.client.emit('state', { state: 'reconnecting' })
  session.forget()
  session.client.emit('state', { state: 'online', resumed: false })
  session.bind()
  await settled()
  const [question] = lists()
  const order = session.client.sent.map((stanza) =>
    stanza === question ? 'question' : `${stanza.name} to ${stanza.attrs.to}`,
  )
  expect(order.indexOf(`presence to ${ROOM}/Marty`)).toBeGreaterThanOrEqual(0)
  expect(order.indexOf(`presence to ${ROOM}/Marty`)).toBeLessThan(order.indexOf('question'))
  expect([lists().length, sets().length]).toEqual([1, 0])
  session.receive(
    `<iq type='result' from='${ROOM}' id='${question?.attrs.id}'><query xmlns='http://jabber.org/protocol/muc#admin'><item affiliation='member' jid='p0@hill.example'/></query></iq>`,
  )
  await settled()
  expect(sets().map(String)).toEqual([String(lost).replace(lost?.attrs.id ?? '', sets()[0]?.attrs.id ?? '')])
  await accept()
  expect(answerOf(answers)).toMatchObject({ state: 'done', settled: 2 })
})

test('a batch of somebody who signed out is over, and unknown to who signs in next', async () => {
  const answers = batch('b', 6)
  session.manager.logout(() => {})
  await settled()
  const results = answerOf(answers)?.results ?? []
  expect(results.map(({ error }) => error?.reason)).toEqual(Array(6).fill('not-connected'))
  session.online()
  batch('b', 1)
  expect(sets()).toHaveLength(1)
})

test('a full address is changed by its bare part', () => {
  session.ask('xmpp.muc.affiliation', { room: ROOM, jid: 'Biff@hill.example/car', affiliation: 'outcast' })
  expect(String(sets()[0])).toContain('jid="biff@hill.example"')
})

test('a list longer than a batch may be is refused whole', async () => {
  const [[error] = []] = batch('b', 1001)
  expect(error).toMatchObject({ condition: 'client-error', reason: 'bad-data' })
  expect(sets()).toEqual([])
})
