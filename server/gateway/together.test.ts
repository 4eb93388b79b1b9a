import { setImmediate as turn } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { TOGETHER } from '#protocol/session.ts'
import { Together } from './together.ts'

let sent: unknown[][]
let together: Together

const make = (isWanted: boolean) =>
  new Together((...args) => void sent.push(args.filter((each) => each !== undefined)), isWanted)

beforeEach(() => {
  sent = []
  together = make(true)
})

test('what is told in one turn is one frame, in its order', async () => {
  for (const data of [1, 2, 3]) together.emit('xmpp.presence', data)
  expect(sent).toEqual([])
  await turn()
  expect(sent).toEqual([
    [
      TOGETHER,
      [
        ['xmpp.presence', 1],
        ['xmpp.presence', 2],
        ['xmpp.presence', 3],
      ],
    ],
  ])
})

test('one alone goes as it is', async () => {
  together.emit('xmpp.presence', 1)
  await turn()
  together.emit('xmpp.presence', 2)
  await turn()
  expect(sent).toEqual([
    ['xmpp.presence', 1],
    ['xmpp.presence', 2],
  ])
})

test('a crowd is told in portions', async () => {
  for (let i = 0; i < 250; i++) together.emit('xmpp.presence', i)
  await turn()
  expect(sent.map(([, told]) => (told as unknown[]).length)).toEqual([100, 100, 50])
})

test('an answer comes after what was told before it, and so does a question', async () => {
  const answered = together.after((...answer: unknown[]) => sent.push(['answer', ...answer])) as (
    ...answer: unknown[]
  ) => void
  together.emit('xmpp.presence', 1)
  answered(null, true)
  together.emit('xmpp.presence', 2)
  together.emit('xmpp.discover.client', 3, () => {})
  await turn()
  expect(sent.map(([event]) => event)).toEqual([
    'xmpp.presence',
    'answer',
    'xmpp.presence',
    'xmpp.discover.client',
  ])
})

test('who did not ask for it is told each by itself', () => {
  const alone = make(false)
  for (const data of [1, 2]) alone.emit('xmpp.presence', data)
  expect(sent).toEqual([
    ['xmpp.presence', 1],
    ['xmpp.presence', 2],
  ])
})
