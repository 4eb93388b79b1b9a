import { beforeEach, describe, expect, test } from 'vitest'
import { inRoom } from '../../lib/conversation.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { timelineModel } from '../timeline/model.ts'
import { occupantsModel } from './model.ts'

const room = 'lab@rooms.example.org'
let gateway: FakeGateway

const present = (nick: string, more: object = {}) =>
  gateway.event('xmpp.muc.roster', {
    room,
    nick,
    present: true,
    affiliation: 'none',
    role: 'participant',
    ...more,
  })
const gone = (nick: string, more: object = {}) =>
  gateway.event('xmpp.muc.roster', { room, nick, present: false, role: 'none', ...more })
const nicks = () => [...gateway.models.use(occupantsModel).of(room).keys()].sort()
const notices = () => {
  const { entries } = gateway.models.use(timelineModel).of(inRoom(room))
  return entries.keys().map((key) => entries.get(key)?.text)
}

beforeEach(() => {
  gateway = new FakeGateway()
  gateway.models.use(occupantsModel)
  present('doc', { affiliation: 'owner', role: 'moderator' })
  present('marty', { self: true, status: [110] })
})

describe('the people of a room', () => {
  test('somebody who arrives is listed, and one who leaves is not', () => {
    present('biff')
    expect(nicks()).toEqual(['biff', 'doc', 'marty'])
    gone('biff', { status: 'unavailable' })
    expect(nicks()).toEqual(['doc', 'marty'])
  })

  test('comings and goings are no news', () => {
    present('biff')
    gone('biff')
    expect(notices()).toEqual([])
  })

  test('a kicked occupant leaves the list, and the room is told by whom and why', () => {
    present('biff')
    gone('biff', { status: [307], actor: { nick: 'doc' }, reason: 'Manure' })
    expect(nicks()).toEqual(['doc', 'marty'])
    expect(notices()).toEqual(['doc removed biff from the room: Manure'])
  })

  test('a new nick takes the place of the old one', () => {
    present('biff')
    gone('biff', { nick: 'griff', oldNick: 'biff', status: [303] })
    present('griff')
    expect(nicks()).toEqual(['doc', 'griff', 'marty'])
    expect(notices()).toEqual(['biff is now called griff'])
  })

  test('a new rank is news', () => {
    present('doc', { affiliation: 'owner', role: 'moderator' })
    present('marty', { self: true, affiliation: 'admin', role: 'moderator' })
    expect(notices()).toEqual(['marty is now an admin'])
  })

  test('what stood in the first list is no news, even when it is told again', () => {
    present('doc', { affiliation: 'owner', role: 'moderator', show: 'away' })
    expect(notices()).toEqual([])
  })

  test('when we leave, the list is empty', () => {
    gone('marty', { self: true, status: [110] })
    expect(nicks()).toEqual([])
  })

  test('a destroyed room has nobody in it', () => {
    gateway.event('xmpp.muc.destroy', { room, nick: 'marty', self: true, present: false })
    expect(nicks()).toEqual([])
  })

  test('somebody whom the room calls something unknown counts as a guest', () => {
    present('odd', { affiliation: 'emperor', role: 'jester' })
    expect(gateway.models.use(occupantsModel).of(room).get('odd')).toMatchObject({
      affiliation: 'none',
      role: 'participant',
    })
  })
})
