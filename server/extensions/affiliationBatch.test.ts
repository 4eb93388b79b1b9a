import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { Affiliation } from '#protocol/occupants.ts'
import { AffiliationBatch } from './affiliationBatch.ts'
import type { Change } from './batchRows.ts'
import { TestRoom } from './testRoom.ts'

const FORBIDDEN = { type: 'auth', condition: 'forbidden', reason: 'forbidden' } as const
const person = (n: number) => `p${n}@hill.example`
const members = (count: number): Change[] =>
  Array.from({ length: count }, (_, n) => ({ jid: person(n), affiliation: 'member' as const }))
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('a few are on their way at once, in the order given', async () => {
  const room = new TestRoom()
  const batch = room.open(members(40))
  await room.finish()
  expect(room.most).toBe(8)
  expect(room.announced).toEqual(members(40).map(({ jid }) => `${jid} member`))
  expect(await batch.done).toMatchObject({ state: 'done', total: 40, settled: 40 })
})

test('each row has its own result, and a refusal stops nobody else', async () => {
  const room = new TestRoom()
  room.refusals.set(person(1), FORBIDDEN)
  const batch = room.open(members(3))
  await room.finish()
  const { results } = await batch.done
  expect(results).toEqual([
    { jid: person(0), affiliation: 'member' },
    { jid: person(1), affiliation: 'member', error: FORBIDDEN },
    { jid: person(2), affiliation: 'member' },
  ])
})

test('a change that stands there twice is made once, and both rows say what came of it', async () => {
  const room = new TestRoom()
  const batch = room.open([...members(1), { jid: 'P0@Hill.example/phone', affiliation: 'member' }])
  await room.finish()
  expect(room.announced).toEqual(['p0@hill.example member'])
  expect((await batch.done).results).toHaveLength(2)
})

test('changes of the same person are made one after the other, never together', async () => {
  const room = new TestRoom()
  const steps = (['member', 'admin', 'member', 'none'] as const).map((affiliation) => ({
    jid: person(0),
    affiliation,
  }))
  room.open(steps)
  expect(room.wire).toHaveLength(1)
  await room.finish()
  expect(room.announced).toEqual(steps.map(({ affiliation }) => `p0@hill.example ${affiliation}`))
})

test('results that come in one tick are told in one event, and the last ones at once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const room = new TestRoom()
  room.open(members(9))
  for (let i = 0; i < 8; i++) {
    room.perform()
    await room.answer()
  }
  expect(room.told).toMatchObject([{ state: 'running', settled: 0, results: [] }])
  vi.advanceTimersByTime(100)
  expect(room.told).toHaveLength(2)
  expect(room.told[1]?.results).toHaveLength(8)
  room.perform()
  await room.answer()
  expect(room.told[2]).toMatchObject({ state: 'done', settled: 9, results: [{ jid: person(8) }] })
  vi.useRealTimers()
})

test('a cancelled batch sends nothing more, and still says what came of what was on its way', async () => {
  const room = new TestRoom()
  const batch = room.open(members(20))
  room.perform()
  await room.answer()
  batch.cancel()
  expect(batch.isDone).toBe(false)
  await room.finish()
  expect(await batch.done).toMatchObject({ state: 'cancelled', total: 20, settled: 9 })
  expect(room.announced).toHaveLength(9)
})

test('a batch that has not begun sends nothing, and is cancelled at once', async () => {
  const room = new TestRoom()
  const batch = new AffiliationBatch(room, { room: 'lab@rooms.hill.example', id: 'b', changes: members(2) })
  batch.cancel()
  expect(await batch.done).toMatchObject({ state: 'cancelled', settled: 0, results: [] })
  expect(room.wire).toEqual([])
})

test('it waits while the link is away, and says so once', async () => {
  const room = new TestRoom()
  const batch = room.open(members(6))
  room.cut()
  room.cut()
  expect(room.told.map(({ state }) => state)).toEqual(['running', 'waiting'])
  await room.resume()
  expect(room.told.at(-1)?.state).toBe('running')
  await room.finish()
  expect(await batch.done).toMatchObject({ state: 'done', settled: 6 })
  expect(room.announced).toHaveLength(6)
})

test('in a session begun anew, what was on its way is asked for before it is sent again', async () => {
  const room = new TestRoom()
  const batch = room.open(members(6))
  room.perform()
  room.perform()
  room.cut()
  await room.anew()
  // One question for all six, and nothing else until it is answered.
  expect(room.wire).toHaveLength(1)
  await room.finish()
  expect(room.announced.toSorted()).toEqual(members(6).map(({ jid }) => `${jid} member`))
  expect((await batch.done).results.every(({ error }) => error === undefined)).toBe(true)
})

test('that somebody has nothing any more is told from all lists that may be read', async () => {
  const room = new TestRoom()
  room.refusals.set('owner', FORBIDDEN)
  room.affiliations.set(person(0), 'member').set(person(1), 'outcast')
  const batch = room.open([person(0), person(1)].map((jid) => ({ jid, affiliation: 'none' as const })))
  room.perform()
  room.cut()
  await room.anew()
  expect(room.wire).toHaveLength(4)
  await room.finish()
  expect(room.announced).toEqual(['p0@hill.example none', 'p1@hill.example none'])
  expect(await batch.done).toMatchObject({ state: 'done', settled: 2 })
})

test('where no list may be read any more, the room itself judges again', async () => {
  const room = new TestRoom()
  const batch = room.open(members(1))
  room.cut()
  room.refusals.set('member', FORBIDDEN).set(person(0), FORBIDDEN)
  await room.anew()
  await room.finish()
  expect((await batch.done).results).toEqual([{ jid: person(0), affiliation: 'member', error: FORBIDDEN }])
})

test('a room that keeps silent on a good link ends the batch: unconfirmed, and not even tried', async () => {
  const room = new TestRoom()
  const batch = room.open(members(10))
  for (let i = 0; i < 8; i++) {
    await room.tire()
    room.wire.shift()
  }
  await room.tire()
  const { state, results } = await batch.done
  expect(state).toBe('done')
  expect(results.map(({ error }) => error?.reason)).toEqual([
    ...Array(8).fill('unconfirmed'),
    ...Array(2).fill('remote-timeout'),
  ])
})

test('a question that a broken link swallowed is asked again', async () => {
  const room = new TestRoom()
  const batch = room.open(members(2))
  room.perform()
  room.cut()
  await room.anew()
  room.cut()
  await room.anew()
  await room.finish()
  expect(room.announced).toHaveLength(2)
  expect(await batch.done).toMatchObject({ state: 'done', settled: 2 })
})

test('a session that is over settles the rest with why', async () => {
  const room = new TestRoom()
  const batch = room.open(members(6))
  const error = { type: 'connection', condition: 'not-connected', reason: 'not-connected' } as const
  batch.abort(error)
  const { state, results } = await batch.done
  expect(state).toBe('done')
  expect(results.map((result) => result.error?.reason)).toEqual(Array(6).fill('not-connected'))
  await settle()
  expect(room.told.at(-1)?.state).toBe('done')
})

const change = fc.record({
  jid: fc.integer({ min: 0, max: 9 }).map(person),
  affiliation: fc.constantFrom<Affiliation>('owner', 'admin', 'member', 'none', 'outcast'),
})
const step = fc.constantFrom('perform', 'answer', 'answer', 'tire', 'cut', 'resume', 'anew')

test('wherever and however often the link breaks, no change is lost and none is made twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 30 }),
      fc.array(step, { maxLength: 80 }),
      async (changes, steps) => {
        const room = new TestRoom()
        const batch = room.open(changes)
        let breaks = 0
        for (const each of steps) {
          if ((each === 'cut' || each === 'anew' || each === 'tire') && ++breaks > 4) continue
          // A room that answers no question either counts as gone.
          if (each === 'tire' && room.wire[0]?.kind === 'list') continue
          await room[each]()
        }
        await room.finish()
        const { state, settled, results } = await batch.done
        expect([state, settled]).toEqual(['done', changes.length])
        expect(results.every(({ error }) => error === undefined)).toBe(true)
        expect(Object.fromEntries(room.affiliations)).toEqual(lastWords(changes))
        for (const jid of new Set(changes.map((each) => each.jid)))
          expect(isInOrder(room.announced, changes, jid), jid).toBe(true)
      },
    ),
    { numRuns: 400 },
  )
})

function lastWords(changes: readonly Change[]): Record<string, string> {
  const last = Object.fromEntries(changes.map(({ jid, affiliation }) => [jid, affiliation]))
  return Object.fromEntries(Object.entries(last).filter(([, affiliation]) => affiliation !== 'none'))
}

// What the room did to somebody is what was asked, each step once; only a step that changed nothing may be missing.
function isInOrder(announced: readonly string[], changes: readonly Change[], jid: string): boolean {
  const asked = changes.filter((each) => each.jid === jid).map(({ affiliation }) => affiliation)
  const steps = asked.filter((affiliation, index) => affiliation !== asked[index - 1])
  const done = announced.flatMap((each) => (each.startsWith(`${jid} `) ? [each.split(' ')[1]] : []))
  const needed = steps[0] === 'none' ? steps.slice(1) : steps
  return [steps, needed].some((each) => JSON.stringify(each) === JSON.stringify(done))
}
