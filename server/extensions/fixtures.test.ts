import { expect, test } from 'vitest'
import { commands, type EventName, events, slices } from '#protocol/index.ts'
import { LoginFailure } from '../transport/types.ts'
import { canonical, type Fixture, feed, Ids, joinRoom, readFixtures } from '../xmpp/testFixture.ts'
import { settled, stanzasOf, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

const fixtures = readFixtures()

/** Made by the gateway from what it knows; no stanza holds them. */
const OF_THE_GATEWAY = new Set([
  'xmpp.session.state',
  'xmpp.session.snapshot',
  'xmpp.delivery.confirmed',
  'xmpp.trace.entry',
])

/** Answered by the gateway, of what it knows beside the server: `sessionList.test.ts` and `tracer.test.ts` play them. */
const ASKED_OF_THE_GATEWAY = new Set(['xmpp.session.list', 'xmpp.session.end', 'xmpp.trace.start'])

const UNKNOWN = 'xmpp.wtf.push'

const isOfTheGateway = ({ command, in: received }: Fixture) =>
  command === undefined ? received === '' : ASKED_OF_THE_GATEWAY.has(command[0])

for (const fixture of fixtures.filter((each) => !isOfTheGateway(each))) {
  test(`${fixture.slice}: ${fixture.name.replaceAll('-', ' ')}`, () => play(fixture))
}

async function play({ given, command, reply, in: received, out, events: told, ack }: Fixture): Promise<void> {
  const session = new TestManager(createExtensions())
  if (given.signIn === undefined) session.online()
  for (const room of given.rooms ?? []) await joinRoom(session, room)
  const ids = new Ids()
  if (command && given.unanswered) session.socket.call(...command)
  const answers = command && !given.unanswered ? session.ask(...command) : []
  await settled()
  if (given.signIn?.includes('@')) session.online(true)
  else if (given.signIn !== undefined) session.manager.handleError(new LoginFailure(given.signIn as never))
  await feed(session, ids, reply)
  await feed(session, ids, received)
  const sent = session.client.sent.map((stanza) => ids.label(canonical(stanza)))
  expect(sent).toEqual(stanzasOf(out).map(canonical))
  const heard: [string, unknown][] = JSON.parse(ids.label(JSON.stringify(session.told)))
  // That nobody understood it is what many cases are about; only those of `unknown` say how that is told.
  const isUnderstood = ([name]: [string, unknown]) =>
    name !== UNKNOWN || told.some(([each]) => each === UNKNOWN)
  expect(heard.filter(isUnderstood)).toEqual(told)
  const answered = answers.map((args) => JSON.parse(ids.label(JSON.stringify(args))))
  expect(answered).toEqual(ack === undefined || given.signIn !== undefined ? [] : [ack])
}

test('every command of the contract has a fixture', () => {
  const covered = new Set(fixtures.map(({ command }) => command?.[0]))
  expect(Object.keys(commands).filter((name) => !covered.has(name))).toEqual([])
})

test('every event of the contract has a fixture', () => {
  const covered = new Set(fixtures.flatMap((fixture) => fixture.events.map(([name]) => name)))
  expect(Object.keys(events).filter((name) => !covered.has(name))).toEqual([])
})

test('only what no stanza holds is told without one', () => {
  const bare = fixtures.filter(isOfTheGateway).flatMap((fixture) => fixture.events.map(([name]) => name))
  expect(bare.filter((name) => !OF_THE_GATEWAY.has(name))).toEqual([])
})

test('every fixture is filed under a slice or a payload of the contract', () => {
  const payloads = [
    'chatStates',
    'checks',
    'corrections',
    'retraction',
    'delay',
    'carbons',
    'stanzaIds',
    'forms',
  ]
  const known = new Set([...Object.keys(slices), ...payloads])
  expect([...new Set(fixtures.map(({ slice }) => slice))].filter((slice) => !known.has(slice))).toEqual([])
})

for (const { slice, name, events: told, command, ack } of fixtures) {
  test(`${slice}: ${name.replaceAll('-', ' ')} satisfies its schemas`, () => {
    for (const [event, data] of told) {
      const schema = events[event as EventName].data
      // Parsed and unchanged: a key that the schema does not know would be lost on its way to the page.
      expect(schema.parse(data)).toEqual(data)
    }
    if (command === undefined) return
    const schema = commands[command[0] as keyof typeof commands]
    if (ack?.[0] === null) expect(schema.reply.parse(ack[1])).toEqual(ack[1])
  })
}
