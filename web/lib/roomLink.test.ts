import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFragment, parseXmppLink, roomFragment, webLink, xmppLink } from './roomLink.ts'

const PAGE = 'https://chat.hill.example/page/'
const ROOM = 'lab@rooms.hill.example'
const HARD = [
  ' two blanks  ',
  '?',
  '#',
  '%',
  '100%',
  '%41',
  '/',
  ';password=x',
  '&password=x',
  'a=b',
  '+',
  '"<>\\^`{|}',
  "ends.!~*'()_-",
  'Zurück\u00a0zur Zukunft',
  'パスワード',
  '🚗💨',
  'e\u0301 and \u00e9',
  '\u202erevaw',
  '\u200d',
  '\t',
]

test.each(HARD)('a password of any characters comes out of both links as it went in: %j', (password) => {
  expect(parseFragment(new URL(webLink(PAGE, { room: ROOM, password })).hash)).toEqual({
    room: ROOM,
    password,
  })
  expect(parseXmppLink(xmppLink({ room: ROOM, password }))).toEqual({ room: ROOM, password })
})

test('so does every text that XML can carry', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (password) => {
      const web = new URL(webLink(PAGE, { room: ROOM, password }))
      expect(parseFragment(web.hash)?.password).toBe(password)
      expect(parseXmppLink(xmppLink({ room: ROOM, password }))?.password).toBe(password)
      // What a browser sends to a server.
      expect(web.pathname + web.search).toBe('/page/')
    }),
  )
})

test('a link can be told from the words around it, whoever looks for links there', () => {
  for (const password of HARD)
    for (const link of [webLink(PAGE, { room: ROOM, password }), xmppLink({ room: ROOM, password })])
      expect(link.slice(link.indexOf('password=') + 9)).toMatch(/^(?:[A-Za-z0-9]|%[0-9A-F]{2})+$/u)
})

test('the address of a room survives as well', () => {
  for (const room of [
    'a+b?c#d%e;f=g(h)@rooms.hill.example',
    'büro@räume.example',
    '公園@rooms.hill.example',
  ]) {
    const link = { room, password: 'p' }
    expect(parseFragment(new URL(webLink(PAGE, link)).hash)).toEqual(link)
    expect(parseXmppLink(xmppLink(link))).toEqual(link)
  }
})

test('a room without a password has a link without one', () => {
  expect(webLink(PAGE, { room: ROOM })).toBe(`${PAGE}#/room/lab%40rooms.hill.example`)
  expect(xmppLink({ room: ROOM })).toBe(`xmpp:${ROOM}?join`)
  expect(parseFragment(roomFragment({ room: ROOM }))).toEqual({ room: ROOM })
  expect(parseFragment('#/room/lab%40rooms.hill.example?password=')).toEqual({ room: ROOM })
})

test('what leads into no room is no link to one', () => {
  for (const hash of ['', '#/', '#/settings?password=x', '#/chat/doc%40hill.example?password=x', '#/join'])
    expect(parseFragment(hash)).toBeUndefined()
  for (const uri of [
    'xmpp:doc@hill.example',
    'xmpp:doc@hill.example?message;body=x',
    'xmpp:rooms.hill.example?join',
  ])
    expect(parseXmppLink(uri)).toBeUndefined()
})

test('what somebody wrote by hand is read as far as it can be', () => {
  expect(parseXmppLink('XMPP://me@hill.example/lab@rooms.hill.example?join;password=100%')).toEqual({
    room: ROOM,
    password: '100%',
  })
  expect(parseFragment('#/join/lab@rooms.hill.example?x=1&password=a+b')).toEqual({
    room: ROOM,
    password: 'a+b',
  })
})

test('half a character, which XML cannot carry, does not break the link', () => {
  expect(parseXmppLink(xmppLink({ room: ROOM, password: 'a\ud83d' }))?.password).toBe('a\ufffd')
})
