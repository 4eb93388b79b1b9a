import { beforeEach, describe, expect, test, vi } from 'vitest'
import { roomsOf } from '../xmpp/rooms.ts'
import { joinRoom } from '../xmpp/testFixture.ts'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

const ROOM = 'hillvalley@rooms.hill.example'
const MUC_USER = 'http://jabber.org/protocol/muc#user'
const SELF = `<x xmlns='${MUC_USER}'><item affiliation='member' role='participant'/><status code='110'/></x>`
const SUBJECT = `<message from='${ROOM}' type='groupchat'><subject>Clock tower</subject></message>`

let session: TestManager

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  session = new TestManager(createExtensions()).online()
  return () => vi.useRealTimers()
})

const join = (data: object) => session.ask('xmpp.muc.join', { room: ROOM, nick: 'Marty', ...data })
const presences = () => session.client.sent.filter((stanza) => stanza.name === 'presence')
const events = () => session.told.map(([name]) => name)

function refuse(id: string | undefined, condition = 'not-authorized', nick = 'Marty'): void {
  session.receive(
    `<presence from='${ROOM}/${nick}' type='error' id='${id}'><error type='auth'><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>`,
  )
}

function letIn(nick = 'Marty'): void {
  session.receive(`<presence from='${ROOM}/${nick}'>${SELF}</presence>${SUBJECT}`)
}

describe('entering', () => {
  test('the answer waits for the subject, the last thing a room sends', async () => {
    const answers = join({})
    session.receive(`<presence from='${ROOM}/Marty'>${SELF}</presence>`)
    await settled()
    expect(answers).toEqual([])
    session.receive(SUBJECT)
    await settled()
    expect(answers).toMatchObject([[null, { subject: 'Clock tower', status: [110] }]])
  })

  test('a room that sends no subject holds nobody up', async () => {
    const answers = join({})
    session.receive(`<presence from='${ROOM}/Marty'>${SELF}</presence>`)
    vi.advanceTimersByTime(1000)
    await settled()
    expect(answers).toMatchObject([[null, { room: ROOM, nick: 'Marty' }]])
  })

  test('a room that says nothing is given up after 30 s', async () => {
    const answers = join({})
    vi.advanceTimersByTime(30_000)
    await settled()
    expect(answers).toMatchObject([[{ reason: 'remote-timeout' }]])
    expect(roomsOf(session.manager).values()).toEqual([])
    // Should it let us in later, nobody would sit in it unseen.
    expect(presences().map(({ attrs }) => attrs.type)).toEqual([undefined, 'unavailable'])
  })

  test('a join after the end of a session is refused, and not made by whoever signs in next', async () => {
    session.ask('xmpp.logout')
    const answers = join({ password: 'gigawatts' })
    await settled()
    expect(answers).toMatchObject([[{ reason: 'not-connected' }]])
    session.online(true)
    expect(presences()).toEqual([])
  })

  test('nor does one that waited to be out first outlive the session', async () => {
    await joinRoom(session, { room: ROOM, nick: 'Marty' })
    session.ask('xmpp.muc.leave', { room: ROOM })
    const answers = join({ password: 'gigawatts' })
    session.ask('xmpp.logout')
    await settled()
    expect(answers).toMatchObject([[{ reason: 'not-connected' }]])
    session.online(true)
    expect(presences()).toEqual([])
  })

  test('two who ask for the same at once get the same answer for one presence', async () => {
    const [first, second] = [join({}), join({})]
    expect(presences()).toHaveLength(1)
    letIn()
    await settled()
    expect(first).toMatchObject([[null, { nick: 'Marty' }]])
    expect(second).toEqual(first)
  })

  test('a second try with the password is not lost to the refusal of the first', async () => {
    const first = join({})
    const second = join({ password: 'gigawatts' })
    const [without, withPassword] = presences().map((stanza) => stanza.attrs.id)
    refuse(without)
    await settled()
    expect(first).toMatchObject([[{ reason: 'password-required' }]])
    expect(second).toEqual([])
    letIn()
    await settled()
    expect(second).toMatchObject([[null, { nick: 'Marty' }]])
    expect(withPassword).not.toBe(without)
  })

  test('a refusal of the latest try ends all that wait', async () => {
    const answers = [join({}), join({ nick: 'Calvin' })]
    refuse(presences().at(-1)?.attrs.id, 'conflict', 'Calvin')
    await settled()
    expect(answers.map(([answer]) => answer)).toMatchObject([
      [{ reason: 'nick-conflict' }],
      [{ reason: 'nick-conflict' }],
    ])
  })

  test('a condition with the name of an object method is no reason', async () => {
    const answers = join({})
    refuse(presences()[0]?.attrs.id, 'constructor')
    await settled()
    expect(answers).toEqual([[{ type: 'auth', condition: 'constructor' }]])
  })
})

test('who is away enters as away, also again', () => {
  session.ask('xmpp.presence', { show: 'away', status: 'In 1955' })
  session.forget()
  join({})
  expect(String(presences()[0])).toContain('<show>away</show><status>In 1955</status>')
  letIn()
  session.forget()
  session.bind()
  const again = presences().filter((stanza) => stanza.attrs.to === `${ROOM}/Marty`)
  expect(again.map(String)).toEqual([
    expect.stringMatching(/<show>away<\/show>.*<x xmlns="http:\/\/jabber.org\/protocol\/muc">/u),
  ])
})

describe('inside', () => {
  beforeEach(async () => {
    await joinRoom(session, { room: ROOM, nick: 'Marty' })
  })

  test('a nick that the room prepared settles the change all the same', async () => {
    const answers = session.ask('xmpp.muc.nick', { room: ROOM, nick: 'Calvin  Klein' })
    session.receive(
      `<presence from='${ROOM}/Marty' type='unavailable'><x xmlns='${MUC_USER}'><item nick='Calvin Klein'/><status code='303'/><status code='110'/></x></presence>`,
    )
    session.receive(`<presence from='${ROOM}/Calvin Klein'>${SELF}</presence>`)
    await settled()
    expect(answers).toEqual([[null, true]])
    expect(roomsOf(session.manager).get(ROOM)?.nick).toBe('Calvin Klein')
  })

  test('logging out answers whoever still waits for a room', async () => {
    const answers = [
      join({ room: 'other@rooms.hill.example' }),
      session.ask('xmpp.muc.nick', { room: ROOM, nick: 'Calvin' }),
      session.ask('xmpp.muc.subject', { room: ROOM, subject: 'Mine' }),
    ]
    session.ask('xmpp.logout')
    vi.advanceTimersByTime(10_000)
    await settled()
    expect(answers).toMatchObject(answers.map(() => [[{ reason: 'not-connected' }]]))
  })

  test('a password that we changed is the one that we enter with again', async () => {
    const form = [{ var: 'muc#roomconfig_roomsecret', value: 'plutonium' }]
    session.ask('xmpp.muc.room.config.set', { room: ROOM, form })
    const { id } = session.client.sent.at(-1)?.attrs ?? {}
    session.receive(`<iq type='result' from='${ROOM}' id='${id}'/>`)
    await settled()
    session.forget()
    session.bind()
    expect(String(presences()[0])).toContain('<password>plutonium</password>')
  })

  test('the latest of two nick changes counts; the first is told so', async () => {
    const first = session.ask('xmpp.muc.nick', { room: ROOM, nick: 'Calvin' })
    const second = session.ask('xmpp.muc.nick', { room: ROOM, nick: 'Clint' })
    await settled()
    expect(first).toMatchObject([[{ reason: 'replaced' }]])
    expect(second).toEqual([])
  })

  test('an occupant who forges 110 and leaves does not throw us out', async () => {
    session.receive(`<presence from='${ROOM}/Biff' type='unavailable'>${SELF}</presence>`)
    expect(roomsOf(session.manager).get(ROOM)?.state).toBe('joined')
    expect(session.told).toMatchObject([['xmpp.muc.roster', { nick: 'Biff', present: false }]])
    expect(session.told[0]?.[1]).not.toHaveProperty('self')
  })
})

describe('leaving', () => {
  test('a join that comes before the room confirmed the leave waits for it', async () => {
    await joinRoom(session, { room: ROOM, nick: 'Marty' })
    session.ask('xmpp.muc.leave', { room: ROOM })
    const answers = join({})
    await settled()
    expect(presences()).toHaveLength(1)
    session.receive(`<presence from='${ROOM}/Marty' type='unavailable'>${SELF}</presence>`)
    await settled()
    expect(presences()).toHaveLength(2)
    letIn()
    await settled()
    expect(answers).toMatchObject([[null, { nick: 'Marty' }]])
  })

  test('a room that does not confirm is left all the same, and the page is told', async () => {
    await joinRoom(session, { room: ROOM, nick: 'Marty' })
    session.ask('xmpp.muc.leave', { room: ROOM })
    vi.advanceTimersByTime(10_000)
    expect(session.told).toMatchObject([['xmpp.muc.roster', { nick: 'Marty', present: false, self: true }]])
    expect(roomsOf(session.manager).get(ROOM)).toBeUndefined()
  })

  test('leaving while the door is still shut answers who knocked', async () => {
    const answers = join({})
    session.ask('xmpp.muc.leave', { room: ROOM })
    await settled()
    expect(answers).toMatchObject([[{ reason: 'not-joined' }]])
    expect(presences().at(-1)?.attrs).toMatchObject({ type: 'unavailable', to: `${ROOM}/Marty` })
    letIn()
    // What a room says to who is not in it is nobody's word.
    expect(events().filter((name) => name !== 'xmpp.wtf.push')).toEqual(['xmpp.muc.roster'])
  })
})

describe('a new session', () => {
  beforeEach(async () => {
    join({ password: 'gigawatts' })
    letIn()
    session.receive(`<presence from='${ROOM}/Doc'><x xmlns='${MUC_USER}'><item/></x></presence>`)
    await settled()
    session.forget()
    session.bind()
  })

  test('the same rooms are entered with the same passwords, and nobody goes before the room says who is there', () => {
    expect(session.told).toContainEqual([
      'xmpp.muc.rejoining',
      { room: ROOM, nick: 'Marty', cause: 'connection' },
    ])
    expect(events()).not.toContain('xmpp.muc.roster')
    expect(String(presences()[0])).toContain('<password>gigawatts</password>')
  })

  test('nobody is told that we left: we are on our way back', () => {
    expect(session.told.some(([, data]) => (data as { self?: true }).self)).toBe(false)
  })

  test('a password that was changed meanwhile is told once and not tried again', async () => {
    session.told.length = 0
    refuse(presences()[0]?.attrs.id)
    await settled()
    expect(session.told).toMatchObject([
      ['xmpp.muc.error', { type: 'presence', error: { reason: 'wrong-password' } }],
      ['xmpp.muc.roster', { nick: 'Marty', present: false, self: true }],
    ])
    session.forget()
    session.bind()
    expect(presences()).toEqual([])
  })

  test('a room that is not reachable is tried again, and never forgotten', async () => {
    session.told.length = 0
    await vi.advanceTimersByTimeAsync(30_000)
    await settled()
    expect(session.told).toMatchObject([['xmpp.muc.rejoining', { retryAt: expect.any(Number) }]])
    expect(roomsOf(session.manager).values()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2000)
    expect(presences()).toHaveLength(2)
  })

  test('history that comes again keeps its time; what is said after it has none of its own', () => {
    const said = (id: string) =>
      `<message from='${ROOM}/Doc' type='groupchat' id='${id}'><body>Hi</body><delay xmlns='urn:xmpp:delay' stamp='2026-10-21T07:28:00Z' from='${ROOM}'/></message>`
    session.receive(`<presence from='${ROOM}/Marty'>${SELF}</presence>${said('old')}${SUBJECT}${said('new')}`)
    const messages = session.told.filter(([name]) => name === 'xmpp.muc.message').map(([, data]) => data)
    expect(messages).toMatchObject([{ id: 'old', delay: { when: '2026-10-21T07:28:00Z' } }, { id: 'new' }])
    expect(messages[1]).not.toHaveProperty('delay')
  })
})
