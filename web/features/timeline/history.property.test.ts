import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import { TestServer } from './testServer.ts'
import { lab, withDoc } from './testTalk.ts'
import type { Shelf } from './testTold.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  return () => vi.useRealTimers()
})

const steps: Record<string, fc.Arbitrary<readonly unknown[]>> = {
  says: fc.tuple(fc.constantFrom<Shelf>('own', 'room'), fc.boolean(), fc.integer({ min: 1, max: 9 })),
  saysMuch: fc.tuple(fc.constantFrom<Shelf>('own', 'room'), fc.constant(false), fc.constant(110)),
  breaksLink: fc.constant([]),
  mendsLink: fc.constant([]),
  goesDown: fc.constant([]),
  comesBack: fc.tuple(fc.boolean(), fc.boolean()),
  beginsAnew: fc.constant([]),
  fallsOut: fc.constant([]),
  comesIn: fc.constant([]),
  answers: fc.tuple(fc.constant(false)),
  refuses: fc.constant([]),
  waits: fc.constant([]),
  types: fc.constant([]),
  reloads: fc.tuple(fc.constantFrom<Shelf>('own', 'room'), fc.integer({ min: 0, max: 12 }), fc.boolean()),
}
const OFTEN: Record<string, number> = { says: 6, types: 4, saysMuch: 1, answers: 8, mendsLink: 3, comesIn: 3 }

const step = fc.oneof(
  ...Object.entries(steps).map(([name, more]) => ({
    weight: OFTEN[name] ?? 2,
    arbitrary: more.map((args) => [name, ...args] as const),
  })),
)

const skew = fc.constantFrom(0, 0, 3_600_000, -3_600_000)

async function take(server: TestServer, [name, ...args]: readonly unknown[]): Promise<void> {
  if (name === 'waits') await vi.advanceTimersByTimeAsync(1600)
  else if (name === 'refuses') server.answers(true)
  else {
    const act = server[name === 'saysMuch' ? 'says' : (name as 'says')] as (...all: unknown[]) => unknown
    await act.apply(server, args)
  }
  await soon()
}

/** Lets the vault, which has no timers, do what it is at. */
async function soon(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve))
  await vi.advanceTimersByTimeAsync(0)
}

/** Everything is well again, and all that is still asked is answered. */
async function rests(server: TestServer): Promise<void> {
  await server.history.ready
  server.mendsLink()
  server.comesBack(false, false)
  server.comesIn()
  while (server.onItsWay > 0) {
    await vi.advanceTimersByTimeAsync(100)
    await soon()
  }
  for (let calm = 0; calm < 3; ) {
    await vi.advanceTimersByTimeAsync(1600)
    await soon()
    await server.history.flush()
    await soon()
    if (server.answers()) calm = 0
    else calm++
  }
  // What is said to be missing is fetched by whoever looks there.
  for (const [shelf, conversation] of [
    ['own', withDoc],
    ['room', lab],
  ] as const)
    for (let tries = 0; server.gaps(shelf).length > 0 && tries < 60; tries++) {
      void server.history.loadGap(conversation, server.gaps(shelf).at(-1) ?? '')
      await soon()
      server.answers()
      await soon()
    }
  // And older ones by whoever goes up.
  for (const conversation of [withDoc, lab])
    for (let tries = 0; tries < 60; tries++) {
      let isOver = false
      void server.history.loadOlder(conversation).then(() => (isOver = true))
      while (!isOver) {
        await soon()
        server.answers()
      }
      if (server.page.timeline.of(conversation).older.get() === 'none') break
    }
}

test('whatever happens to the ways, all that an archive holds is shown once and in its order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), skew, async (taken, skewMs) => {
      globalThis.indexedDB = new IDBFactory()
      localStorage.clear()
      const server = new TestServer(skewMs)
      await server.history.ready
      await soon()
      while (server.answered < 2) {
        await soon()
        server.answers()
      }
      await soon()
      for (const each of taken) await take(server, each)
      await rests(server)
      server.close()
      for (const shelf of ['own', 'room'] as const)
        expect(server.texts(shelf)).toEqual(server.archives[shelf].map(({ id }) => id))
    }),
    {
      numRuns: Number(process.env.RUNS ?? 100),
    },
  )
}, 120_000)
