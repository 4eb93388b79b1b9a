import { beforeEach, describe, expect, test } from 'vitest'
import { type EventData, type EventName, events } from '#protocol/index.ts'
import { Snapshot } from './snapshot.ts'

const DOC = { user: 'doc', domain: 'hill.example' }
const LAB = { ...DOC, resource: 'lab' }
const ROOM = 'hillvalley@rooms.hill.example'

let snapshot: Snapshot

beforeEach(() => {
  snapshot = new Snapshot()
})

const tell = <N extends EventName>(name: N, data: EventData<N>) => snapshot.observe(name, data)
const all = (name: EventName) => snapshot.events().flatMap(([each, data]) => (each === name ? [data] : []))
const occupant = (nick: string, more: Partial<EventData<'xmpp.muc.roster'>> = {}) =>
  tell('xmpp.muc.roster', {
    room: ROOM,
    nick,
    present: true,
    affiliation: 'none',
    role: 'participant',
    ...more,
  })

/** Everything that can be in a session, in an order in which it may come. */
function live(): void {
  tell('xmpp.presence.own', { show: 'away' })
  tell('xmpp.roster.push', { jid: DOC, subscription: 'both', name: 'Doc' })
  tell('xmpp.roster.push', { jid: { user: 'biff', domain: 'hill.example' }, subscription: 'none' })
  tell('xmpp.roster.push', { jid: { user: 'biff', domain: 'hill.example' }, subscription: 'remove' })
  tell('xmpp.presence', { from: LAB, show: 'dnd' })
  tell('xmpp.presence', { from: { ...DOC, resource: 'car' } })
  tell('xmpp.presence', { from: { ...DOC, resource: 'car' }, show: 'offline' })
  tell('xmpp.presence.subscribe', { from: { user: 'lorraine', domain: 'hill.example' } })
  tell('xmpp.muc.invite', { room: 'clock@rooms.hill.example', from: DOC })
  occupant('Doc')
  occupant('Marty', { self: true, status: [110] })
  tell('xmpp.muc.message', { room: ROOM, nick: 'Doc', private: false, content: 'Hi', format: 'plain' })
  tell('xmpp.muc.subject', { room: ROOM, subject: 'Clock tower' })
  tell('xmpp.muc.subject', { room: ROOM, subject: false })
  occupant('Brown', { present: false, oldNick: 'Doc', status: [303] })
  occupant('Brown')
  occupant('Biff')
  occupant('Biff', { present: false, status: 'unavailable', role: 'none' })
  tell('xmpp.chat.message', { from: LAB, content: 'Hello', format: 'plain', id: 'a' })
  tell('xmpp.chat.message', { from: LAB, state: 'composing' })
  tell('xmpp.chat.sent', {
    to: DOC,
    from: { user: 'marty', domain: 'hill.example' },
    content: 'Yes',
    id: 'm-1',
  })
  tell('xmpp.chat.receipt', { from: LAB, id: 'm-1' })
}

test('its events lead a new tab to the state that the stream led the old one to', () => {
  live()
  const second = new Snapshot()
  for (const [name, data] of snapshot.events()) second.observe(name, data)
  expect(second.events()).toEqual(snapshot.events())
})

test('what another tab said is an echo until the server has it, and then stands in its place', () => {
  const said = { content: 'Yes', echo: true as const, delay: { when: '2026-01-01T12:00:00Z' } }
  const marty = { user: 'marty', domain: 'hill.example' }
  tell('xmpp.chat.sent', { to: DOC, from: marty, id: 'm-1', ...said })
  tell('xmpp.chat.sent', { to: DOC, from: marty, id: 'm-2', ...said })
  tell('xmpp.delivery.confirmed', { to: 'doc@hill.example', id: 'm-1' })
  expect(all('xmpp.chat.sent')).toMatchObject([{ id: 'm-1' }, { id: 'm-2', echo: true }])
  expect(all('xmpp.chat.sent')[0]).not.toHaveProperty('echo')
})

test('its events are the fewest that lead there', () => {
  live()
  expect(all('xmpp.roster.push')).toMatchObject([{ jid: DOC }])
  expect(all('xmpp.presence')).toEqual([{ from: LAB, show: 'dnd' }])
  expect(all('xmpp.muc.roster')).toMatchObject([{ nick: 'Marty' }, { nick: 'Brown' }])
  expect(all('xmpp.muc.subject')).toEqual([{ room: ROOM, subject: false }])
  expect(all('xmpp.chat.message')).toMatchObject([{ content: 'Hello' }])
})

test('each of its events satisfies the contract', () => {
  live()
  for (const [name, data] of snapshot.events())
    expect(events[name as EventName].data.safeParse(data).error?.issues, name).toBeUndefined()
})

test('who is there comes before what was said there', () => {
  live()
  const names = snapshot.events().map(([name]) => name)
  expect(names.indexOf('xmpp.muc.roster')).toBeLessThan(names.indexOf('xmpp.muc.message'))
  expect(names.indexOf('xmpp.roster.push')).toBeLessThan(names.indexOf('xmpp.presence'))
})

test('an old message does not look like one of this minute', () => {
  tell('xmpp.chat.message', { from: LAB, content: 'Hi' })
  expect(all('xmpp.chat.message')).toMatchObject([{ delay: { when: expect.stringMatching(/^\d{4}-.*Z$/u) } }])
})

test('the last 200 messages of a conversation are kept, and the last 300 conversations', () => {
  for (let i = 0; i < 250; i++) tell('xmpp.chat.message', { from: LAB, content: String(i) })
  expect(all('xmpp.chat.message')).toHaveLength(200)
  expect(all('xmpp.chat.message')[0]).toMatchObject({ content: '50' })
  for (let i = 0; i < 300; i++)
    tell('xmpp.chat.message', { from: { user: `u${i}`, domain: 'hill.example' }, content: 'Hi' })
  expect(all('xmpp.chat.message')).toHaveLength(300)
})

describe('rooms', () => {
  beforeEach(() => {
    occupant('Marty', { self: true, status: [110] })
    occupant('Doc')
    tell('xmpp.muc.message', { room: ROOM, nick: 'Doc', private: false, content: 'Hi' })
  })

  test('a room that we left, or that is destroyed, is gone with all that was said', () => {
    occupant('Marty', { present: false, self: true })
    expect(snapshot.events()).toEqual([])
    occupant('Marty', { self: true })
    tell('xmpp.muc.destroy', { room: ROOM, nick: 'Marty', present: false, self: true })
    expect(snapshot.events()).toEqual([])
  })

  test('our own new nick keeps us in', () => {
    occupant('Calvin', { present: false, self: true, oldNick: 'Marty', status: [303, 110] })
    occupant('Calvin', { self: true, status: [110] })
    expect(all('xmpp.muc.roster')).toMatchObject([{ nick: 'Doc' }, { nick: 'Calvin', self: true }])
    expect(all('xmpp.muc.message')).toHaveLength(1)
  })

  test('a room on the way back is told as such, with its people, until we are in it again', () => {
    tell('xmpp.muc.rejoining', { room: ROOM, nick: 'Marty', cause: 'lost' })
    expect(all('xmpp.muc.roster')).toHaveLength(2)
    expect(snapshot.events().map(([name]) => name)).toEqual([
      'xmpp.muc.roster',
      'xmpp.muc.roster',
      'xmpp.muc.rejoining',
      'xmpp.muc.message',
    ])
    occupant('Doc')
    expect(all('xmpp.muc.rejoining')).toHaveLength(1)
    occupant('Marty', { self: true, status: [110] })
    expect(all('xmpp.muc.rejoining')).toEqual([])
  })

  test('entering again after a new session repeats no message', () => {
    const past = (id: string) =>
      tell('xmpp.muc.message', {
        room: ROOM,
        nick: 'Doc',
        private: false,
        content: id,
        stanzaIds: [{ by: ROOM, id }],
        delay: { when: '2026-10-21T07:28:00Z', from: ROOM },
      })
    past('1')
    past('2')
    for (const nick of ['Marty', 'Doc']) occupant(nick, { present: false, status: 'unavailable' })
    occupant('Marty', { self: true, status: [110] })
    past('2')
    past('3')
    expect(all('xmpp.muc.message').map((each) => (each as { content: string }).content)).toEqual([
      'Hi',
      '1',
      '2',
      '3',
    ])
    expect(all('xmpp.muc.roster')).toMatchObject([{ nick: 'Marty' }])
  })
})

describe('requests and invitations', () => {
  const LORRAINE = { user: 'lorraine', domain: 'hill.example' }
  beforeEach(() => {
    tell('xmpp.presence.subscribe', { from: LORRAINE })
    tell('xmpp.muc.invite', { room: ROOM, from: DOC })
  })

  test.each(['xmpp.presence.subscribed', 'xmpp.presence.unsubscribed'])('%s settles a request', (command) => {
    snapshot.settled(command, { to: 'Lorraine@hill.example' })
    expect(all('xmpp.presence.subscribe')).toEqual([])
  })

  test('a request is settled by the contact list, and by the one who asked', () => {
    tell('xmpp.roster.push', { jid: LORRAINE, subscription: 'from' })
    expect(all('xmpp.presence.subscribe')).toEqual([])
    tell('xmpp.presence.subscribe', { from: LORRAINE })
    tell('xmpp.presence.subscription', { from: LORRAINE, type: 'unsubscribe' })
    expect(all('xmpp.presence.subscribe')).toEqual([])
  })

  test('an invitation is settled by declining and by being in the room; a join that may fail keeps it', () => {
    snapshot.settled('xmpp.muc.join', { room: ROOM })
    expect(all('xmpp.muc.invite')).toHaveLength(1)
    occupant('Marty', { self: true })
    expect(all('xmpp.muc.invite')).toEqual([])
    tell('xmpp.muc.invite', { room: 'clock@rooms.hill.example' })
    snapshot.settled('xmpp.muc.invite.decline', { room: 'clock@rooms.hill.example' })
    expect(all('xmpp.muc.invite')).toEqual([])
    for (let i = 0; i < 1000; i++) tell('xmpp.muc.invite', { room: `${i}@rooms.hill.example`, from: DOC })
    expect(all('xmpp.muc.invite')).toHaveLength(10)
  })

  test('a payload that is none settles nothing', () => {
    for (const data of [null, undefined, 'x', {}, { to: 1 }])
      snapshot.settled('xmpp.presence.subscribed', data)
    expect(all('xmpp.presence.subscribe')).toHaveLength(1)
  })
})

describe('the link', () => {
  test('only a link that is away is worth telling', () => {
    tell('xmpp.session.state', { state: 'reconnecting', reason: 'disconnected' })
    expect(all('xmpp.session.state')).toHaveLength(1)
    tell('xmpp.session.state', { state: 'online', resumed: true })
    expect(snapshot.events()).toEqual([])
  })

  test('a new session forgets who was there; one that was resumed does not', () => {
    tell('xmpp.presence', { from: LAB })
    tell('xmpp.session.state', { state: 'online', resumed: true })
    expect(all('xmpp.presence')).toHaveLength(1)
    tell('xmpp.connection', { status: 'online', jid: DOC })
    expect(all('xmpp.presence')).toEqual([])
  })

  test('a contact list read anew tells what changed, and no more', () => {
    live()
    const changes = snapshot.rosterChanges([
      { jid: DOC, subscription: 'both', name: 'Doc' },
      { jid: { user: 'george', domain: 'hill.example' }, subscription: 'to' },
    ])
    expect(changes).toMatchObject([{ jid: { user: 'george' } }])
    expect(snapshot.rosterChanges([])).toMatchObject([{ jid: DOC, subscription: 'remove' }])
  })
})

describe('bookmarks', () => {
  const lab = { room: ROOM, autojoin: true }
  const cafe = { room: 'cafe@rooms.hill.example', name: 'Café', autojoin: false }
  const refusal = (room: string) => ({
    type: 'presence' as const,
    room,
    error: { type: 'auth', reason: 'wrong-password' as const },
  })
  const list = () => all('xmpp.bookmarks.list')

  test('are not told before anybody asked for them: an empty list would say that there are none', () => {
    tell('xmpp.bookmarks.push', lab)
    expect(list()).toEqual([])
  })

  test('are told as they are now', () => {
    tell('xmpp.bookmarks.list', { supported: true, bookmarks: [lab] })
    tell('xmpp.bookmarks.push', cafe)
    tell('xmpp.bookmarks.push', { ...lab, autojoin: false })
    tell('xmpp.bookmarks.retract', { room: cafe.room })
    expect(list()).toEqual([{ supported: true, bookmarks: [{ ...lab, autojoin: false }] }])
  })

  test('a refusal of a bookmarked room is told until the room is entered', () => {
    tell('xmpp.bookmarks.list', { supported: true, bookmarks: [lab] })
    tell('xmpp.muc.error', refusal(ROOM))
    tell('xmpp.muc.error', refusal('elsewhere@rooms.hill.example'))
    expect(all('xmpp.muc.error')).toEqual([refusal(ROOM)])
    occupant('Marty', { self: true })
    tell('xmpp.muc.error', refusal(ROOM))
    expect(all('xmpp.muc.error')).toEqual([])
  })

  test('why we did not come back into one is told as well', () => {
    tell('xmpp.bookmarks.list', { supported: true, bookmarks: [lab] })
    occupant('Marty', { self: true })
    tell('xmpp.muc.error', refusal(ROOM))
    tell('xmpp.muc.rejoining', { room: ROOM, nick: 'Marty', cause: 'connection' })
    expect(all('xmpp.muc.error')).toEqual([])
    tell('xmpp.muc.error', refusal(ROOM))
    occupant('Marty', { self: true, present: false })
    expect(all('xmpp.muc.error')).toEqual([refusal(ROOM)])
  })
})

test('a contact’s marker that waited for us is told to the first tab', () => {
  tell('xmpp.roster.push', { jid: DOC, subscription: 'both' })
  tell('xmpp.chat.displayed', { from: LAB, id: 'm-1' })
  expect(all('xmpp.chat.displayed')).toEqual([{ from: LAB, id: 'm-1' }])
})

test('the last marker of each person is told again, and none of whom nothing was heard or said', () => {
  const marker = { from: LAB, id: 'm-2' }
  tell('xmpp.chat.displayed', marker)
  expect(all('xmpp.chat.displayed')).toEqual([])
  tell('xmpp.chat.message', { from: LAB, content: 'Hi' })
  tell('xmpp.chat.displayed', { from: LAB, id: 'm-1' })
  tell('xmpp.chat.displayed', marker)
  tell('xmpp.chat.displayed', { from: { user: 'marty', domain: 'hill.example' }, to: DOC, id: 'm-3' })
  expect(all('xmpp.chat.displayed')).toEqual([marker])
})
