import fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import { type Shelf, TestServer } from './testServer.ts'
import { lab, withDoc } from './testTalk.ts'

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 2 })
  return () => vi.useRealTimers()
})

type Step = (server: TestServer) => unknown

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
}
const OFTEN: Record<string, number> = { says: 6, saysMuch: 1, answers: 8, mendsLink: 3, comesIn: 3 }

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
  else if (name === 'saysMuch')
    (server.says as Step & ((...all: unknown[]) => void)).apply(server, args as never)
  else (server[name as 'says'] as (...all: unknown[]) => void).apply(server, args)
  await vi.advanceTimersByTimeAsync(0)
}

/** Everything is well again, and all that is still asked is answered. */
async function rests(server: TestServer): Promise<void> {
  server.mendsLink()
  server.comesBack(false, false)
  server.comesIn()
  for (let calm = 0; calm < 3; ) {
    await vi.advanceTimersByTimeAsync(1600)
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
      await vi.advanceTimersByTimeAsync(0)
      server.answers()
      await vi.advanceTimersByTimeAsync(0)
    }
}

test('whatever happens to the ways, all that an archive holds is shown once and in its order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), skew, async (taken, skewMs) => {
      const server = new TestServer(skewMs)
      await server.history.ready
      await vi.advanceTimersByTimeAsync(0)
      while (server.answers()) await vi.advanceTimersByTimeAsync(0)
      for (const each of taken) await take(server, each)
      await rests(server)
      for (const shelf of ['own', 'room'] as const)
        expect(server.texts(shelf)).toEqual(server.archives[shelf].map(({ id }) => id))
      server.history.close()
    }),
    { numRuns: Number(process.env.RUNS ?? 100) },
  )
}, 120_000)
