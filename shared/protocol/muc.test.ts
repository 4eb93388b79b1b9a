import { expect, test } from 'vitest'
import { commands } from './index.ts'

const room = 'clock@rooms.hill.example'
const asked = (nick: string) =>
  (['xmpp.muc.join', 'xmpp.muc.nick', 'xmpp.muc.create'] as const).map(
    (name) => commands[name].data.safeParse({ room, nick }).error?.issues[0]?.message,
  )

test('one’s own nick has room for 64 characters as a reader counts them, whatever they are made of', () => {
  for (const nick of ['a'.repeat(64), 'é'.repeat(64), '👩‍🚀'.repeat(64)])
    expect(asked(nick)).toEqual(Array(3))
  for (const nick of ['a'.repeat(65), '👩‍🚀'.repeat(65)])
    expect(asked(nick)).toEqual(Array(3).fill("'nick' is longer than 64 characters"))
  expect(asked(`z${'\u0315'.repeat(600)}`)[0]).toMatch(/1023/u)
})
