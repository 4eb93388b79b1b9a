import { beforeEach, expect, test } from 'vitest'
import type { EventData } from '#protocol/index.ts'
import { Snapshot } from './snapshot.ts'

const ROOM = 'lecture@rooms.hill.example'
const REQUEST = { room: ROOM, nick: 'Marty', role: 'participant' }

let snapshot: Snapshot
const occupant = (nick: string, more: Partial<EventData<'xmpp.muc.roster'>> = {}) =>
  snapshot.observe('xmpp.muc.roster', { room: ROOM, nick, present: true, role: 'visitor', ...more })
const waiting = () =>
  snapshot.events().flatMap(([name, data]) => (name === 'xmpp.muc.voice.requests' ? [data] : []))

beforeEach(() => {
  snapshot = new Snapshot()
  occupant('Doc', { self: true, role: 'moderator' })
  occupant('Marty')
  snapshot.observe('xmpp.muc.voice.requests', REQUEST)
})

test('a later tab still sees who waits for voice, each once', () => {
  snapshot.observe('xmpp.muc.voice.requests', REQUEST)
  expect(waiting()).toEqual([REQUEST])
})

test('a request is gone when it was answered, either way', () => {
  for (const allow of [true, false]) {
    snapshot.observe('xmpp.muc.voice.requests', REQUEST)
    snapshot.observe('xmpp.muc.voice.answered', { room: ROOM, nick: 'Marty', allow })
    expect(waiting()).toEqual([])
  }
})

test('a request is gone when its author left, or got voice from somebody else', () => {
  occupant('Marty', { present: false, role: 'none' })
  expect(waiting()).toEqual([])
  snapshot.observe('xmpp.muc.voice.requests', REQUEST)
  occupant('Marty', { role: 'participant' })
  expect(waiting()).toEqual([])
})

test('a request stays while its author is as mute as before, and follows another nick', () => {
  occupant('Marty', { show: 'away' })
  occupant('Calvin', { present: false, oldNick: 'Marty', status: [303] })
  occupant('Calvin')
  expect(waiting()).toEqual([{ ...REQUEST, nick: 'Calvin' }])
})

test('who asks to be a moderator still waits when they have voice', () => {
  snapshot.observe('xmpp.muc.voice.requests', { ...REQUEST, role: 'moderator' })
  occupant('Marty', { role: 'participant' })
  expect(waiting()).toHaveLength(1)
  occupant('Marty', { role: 'moderator' })
  expect(waiting()).toEqual([])
})

test('the queue of a room that was left is gone', () => {
  occupant('Doc', { self: true, present: false, role: 'none' })
  expect(waiting()).toEqual([])
})
