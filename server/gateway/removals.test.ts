import { beforeEach, describe, expect, test } from 'vitest'
import { type EventData, type EventName, events } from '#protocol/index.ts'
import { Snapshot } from './snapshot.ts'

const DOC = { user: 'doc', domain: 'hill.example', resource: 'lab' }
const MARTY = { user: 'marty', domain: 'hill.example' }
const ROOM = 'hillvalley@rooms.hill.example'

let snapshot: Snapshot
beforeEach(() => {
  snapshot = new Snapshot()
  occupant('Marty', { self: true, status: [110] })
})

const tell = <N extends EventName>(name: N, data: EventData<N>) => snapshot.observe(name, data)
const told = () => JSON.stringify(snapshot.events())
const of = (name: EventName) => snapshot.events().flatMap(([each, data]) => (each === name ? [data] : []))
const occupant = (nick: string, more: Partial<EventData<'xmpp.muc.roster'>> = {}) =>
  tell('xmpp.muc.roster', {
    room: ROOM,
    nick,
    present: true,
    affiliation: 'none',
    role: 'participant',
    ...more,
  })
const inRoom = (nick: string, more: Partial<EventData<'xmpp.muc.message'>>) =>
  tell('xmpp.muc.message', { room: ROOM, nick, private: false, ...more })
const archived = (id: string) => ({ stanzaIds: [{ by: ROOM, id }] })
const past = { delay: { when: '2026-01-01T00:00:00Z' } }

test('what a person took back is told to no new tab, with all that it was corrected to', () => {
  tell('xmpp.chat.message', { from: DOC, id: 'a', content: 'First words' })
  tell('xmpp.chat.message', { from: DOC, id: 'b', replace: 'a', content: 'Second words' })
  tell('xmpp.chat.message', { from: DOC, id: 'c', content: 'Something else' })
  tell('xmpp.chat.message', { from: DOC, id: 'd', retract: { id: 'a' } })
  expect(told()).not.toMatch(/(?:First|Second) words/u)
  expect(of('xmpp.chat.message')).toMatchObject([
    { id: 'a', tombstone: true },
    { id: 'c', content: 'Something else' },
    { id: 'd', retract: { id: 'a' } },
  ])
})

test('what we took back, here or on another client, goes too; a contact takes nothing of ours back', () => {
  tell('xmpp.chat.sent', { to: DOC, from: MARTY, id: 'a', content: 'Mine' })
  tell('xmpp.chat.message', { from: DOC, id: 'x', retract: { id: 'a' } })
  expect(told()).toContain('Mine')
  tell('xmpp.chat.sent', { to: DOC, from: MARTY, id: 'b', retract: { id: 'a' } })
  expect(told()).not.toContain('Mine')
})

describe('in a room', () => {
  test('a moderated message is empty for new tabs, and so are its corrections', () => {
    inRoom('Biff', { id: 'a', content: 'Buy the almanac', ...archived('1') })
    inRoom('Biff', { id: 'b', replace: 'a', content: 'Buy the ALMANAC', ...archived('2') })
    tell('xmpp.muc.moderated', { room: ROOM, id: '1', nick: 'Doc', reason: 'Spam' })
    expect(told()).not.toMatch(/almanac/iu)
    expect(of('xmpp.muc.message')).toMatchObject([{ id: 'a', nick: 'Biff', tombstone: true }])
    expect(of('xmpp.muc.moderated')).toMatchObject([{ id: '1', reason: 'Spam' }])
  })

  test('a message that the room tells again after it took it out stays empty', () => {
    tell('xmpp.muc.moderated', { room: ROOM, id: '1', nick: 'Doc' })
    inRoom('Biff', { id: 'a', content: 'Buy the almanac', ...archived('1'), ...past })
    expect(told()).not.toContain('almanac')
  })

  test('an id of the sender’s own choice is not the one that a moderator named', () => {
    inRoom('Biff', { id: '1', originId: '1', content: 'Hello', ...archived('2') })
    tell('xmpp.muc.moderated', { room: ROOM, id: '1' })
    expect(told()).toContain('Hello')
  })

  test('an occupant id takes back its own, under any nick, now or before; another id does not', () => {
    inRoom('Doc', { id: 'a', occupantId: 'o1', content: 'Great Scott', ...archived('1'), ...past })
    inRoom('Doc', { id: 'x', occupantId: 'o2', retract: { id: '1', originId: 'a' } })
    expect(told()).toContain('Great Scott')
    inRoom('Emmett', { id: 'b', occupantId: 'o1', retract: { id: '1' } })
    expect(told()).not.toContain('Great Scott')
  })

  test('without occupant ids a nick takes back what it said while it was there, and nobody who has it later', () => {
    inRoom('Doc', { id: 'a', content: 'One' })
    inRoom('Doc', { id: 'b', content: 'Two' })
    inRoom('Doc', { id: 'c', retract: { id: 'a' } })
    expect(told()).not.toContain('One')
    occupant('Doc')
    occupant('Doc', { present: false })
    inRoom('Doc', { id: 'd', retract: { id: 'b' } })
    expect(told()).toContain('Two')
  })

  test('what was said to us alone is not taken back in the room, nor the other way around', () => {
    inRoom('Doc', { id: 'a', private: true, occupantId: 'o1', content: 'Psst' })
    inRoom('Doc', { id: 'b', occupantId: 'o1', retract: { id: 'a' } })
    expect(told()).toContain('Psst')
    inRoom('Doc', { id: 'c', private: true, occupantId: 'o1', retract: { id: 'a' } })
    expect(told()).not.toContain('Psst')
  })

  test('what says something and takes something back does both', () => {
    inRoom('Doc', { id: 'a', occupantId: 'o1', content: 'One' })
    inRoom('Doc', { id: 'b', occupantId: 'o1', content: 'Two', retract: { id: 'a' } })
    expect(told()).not.toContain('One')
    expect(told()).toContain('Two')
  })
})

test('all of it satisfies the contract, and leads another snapshot to the same', () => {
  inRoom('Biff', { id: 'a', content: 'Buy the almanac', ...archived('1') })
  tell('xmpp.muc.moderated', { room: ROOM, id: '1', nick: 'Doc' })
  tell('xmpp.chat.message', { from: DOC, id: 'a', content: 'Words' })
  tell('xmpp.chat.message', { from: DOC, id: 'd', retract: { id: 'a' } })
  const second = new Snapshot()
  for (const [name, data] of snapshot.events()) {
    expect(events[name as EventName].data.parse(data)).toEqual(data)
    second.observe(name, data)
  }
  expect(second.events()).toEqual(snapshot.events())
})
