import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  enterAs,
  forgetArrivals,
  forgetLinkPassword,
  intendedNick,
  linkPassword,
  takeIntent,
  watchArrivals,
} from './arrival.ts'
import { roomFragment } from './roomLink.ts'

const ROOM = 'lab@rooms.hill.example'
let stop = () => {}

beforeEach(() => history.replaceState({ layers: 0 }, '', '#/'))
afterEach(() => {
  stop()
  forgetArrivals()
})

test('the password of the address is remembered, and gone from the address and the history at once', () => {
  const entries = history.length
  history.replaceState({ layers: 3 }, '', roomFragment({ room: ROOM, password: ' 1.21 #? ' }))
  stop = watchArrivals()
  expect(linkPassword(ROOM)).toBe(' 1.21 #? ')
  expect(location.hash).toBe('#/room/lab%40rooms.hill.example')
  expect([history.length, history.state]).toEqual([entries, { layers: 3 }])
})

test('a link that is opened later in the same page as well', async () => {
  stop = watchArrivals()
  location.hash = roomFragment({ room: ROOM, password: 'gigawatt' })
  await new Promise((done) => addEventListener('hashchange', done, { once: true }))
  expect(linkPassword('Lab@Rooms.Hill.Example')).toBe('gigawatt')
  expect(location.href).not.toContain('gigawatt')
})

test('it is in no storage', () => {
  history.replaceState(null, '', roomFragment({ room: ROOM, password: 'gigawatt' }))
  stop = watchArrivals()
  expect(
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state]),
  ).not.toContain('gigawatt')
})

test('what follows a question mark elsewhere goes too, and the place stays', () => {
  history.replaceState(null, '', '#/settings?password=gigawatt')
  stop = watchArrivals()
  expect(location.hash).toBe('#/settings')
})

test('a newer link without a password does not take it away; entering does', () => {
  history.replaceState(null, '', roomFragment({ room: ROOM, password: 'gigawatt' }))
  stop = watchArrivals()
  history.replaceState(null, '', roomFragment({ room: ROOM }))
  stop()
  stop = watchArrivals()
  expect(linkPassword(ROOM)).toBe('gigawatt')
  forgetLinkPassword(ROOM)
  expect(linkPassword(ROOM)).toBeUndefined()
})

test('a wish to enter holds once', () => {
  enterAs(ROOM, 'Calvin')
  expect(intendedNick(ROOM)).toBe('Calvin')
  expect([takeIntent(ROOM), takeIntent(ROOM)]).toEqual([true, false])
  expect(intendedNick(ROOM)).toBeUndefined()
})
