import { expect, test } from 'vitest'
import { Extension } from '../xmpp/extension.ts'
import { joinRoom } from '../xmpp/testFixture.ts'
import { TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

// What was said and cannot be shown leaves a word in its place, and nothing of what it held.

const ROOM = 'hillvalley@rooms.hill.example'

/** Breaks at every message that holds the word. */
class Brittle extends Extension {
  override readonly claims = [{ name: 'message' as const, xmlns: 'urn:x', child: 'trap' }]

  override receive(): boolean {
    throw new TypeError('a bug')
  }
}

async function session() {
  const test = new TestManager([...createExtensions(), new Brittle()]).online()
  await joinRoom(test, { room: ROOM, nick: 'Marty' })
  test.forget()
  const forged: unknown[] = []
  test.manager.on('forged', (forgery: unknown) => forged.push(forgery))
  return { ...test, test, forged, hear: (text: string) => test.receive(text) }
}

test.each([
  ['a character that XML does not have', '<body>bad \ufffe</body>', 'A stanza with an impossible'],
  ['a bug of ours', "<body>good</body><trap xmlns='urn:x'/>", 'A handler failed'],
])('a message lost to %s is told of, in a chat and in a room', async (_, inside, logged) => {
  const { test, hear } = await session()
  hear(`<message from='doc@hill.example/lab' type='chat' id='a'>${inside}</message>`)
  hear(`<message from='${ROOM}/Doc' type='groupchat' id='b\ufffe'>${inside}</message>`)
  const from = { user: 'doc', domain: 'hill.example', resource: 'lab' }
  expect(test.told).toEqual([
    ['xmpp.chat.message', { from, id: 'a', failed: 'unreadable' }],
    ['xmpp.muc.message', { room: ROOM, private: false, nick: 'Doc', failed: 'unreadable' }],
  ])
  expect(test.logged.filter((line) => line.startsWith(logged)).length).toBeGreaterThan(0)
})

test('nobody misses a notice, a bounce, or what has no possible sender', async () => {
  const { test, hear } = await session()
  const broken = '<body>\ufffe</body>'
  hear(`<message from='doc@hill.example/lab' type='chat'><composing xmlns='urn:\ufffe'/></message>`)
  hear(`<message from='doc@hill.example/lab' type='error' id='a'>${broken}</message>`)
  hear(`<message from='@' type='chat'>${broken}</message>`)
  hear(`<presence from='doc@hill.example/lab'><status>\ufffe</status></presence>`)
  expect(test.told).toEqual([])
})

test('forged copies and results are told to operators as well, results of an archive to nobody', async () => {
  const { test, hear, forged } = await session()
  const result = "<result xmlns='urn:xmpp:mam:2' queryid='old' id='1'/>"
  hear(`<message from='biff@hill.example/car' type='chat'>${result}<body>cover</body></message>`)
  hear(`<message from='${ROOM}'>${result}</message>`)
  hear(`<message>${result}</message>`)
  const sent = "<sent xmlns='urn:xmpp:carbons:2'/>"
  hear(`<message from='biff@hill.example/car' type='chat'>${sent}<body>cover</body></message>`)
  expect(test.told).toMatchObject([
    ['xmpp.chat.message', { failed: 'copy' }],
    ['xmpp.chat.message', { failed: 'copy' }],
  ])
  expect(JSON.stringify(test.told)).not.toContain('cover')
  expect(forged).toMatchObject([{ kind: 'archive result' }, { kind: 'carbon' }])
})
