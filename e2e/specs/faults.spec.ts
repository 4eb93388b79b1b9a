import { allFaults } from '../faults/allFaults.ts'
import { isGood, perform } from '../faults/perform.ts'
import { reportOf } from '../faults/report.ts'
import { expect, test } from '../pages/test.ts'
import { startServer } from '../servers/servers.ts'
import type { TestServer } from '../servers/testServer.ts'

// The small brother of `npm run faults`: what is worth most, once, with few people and few words. F10 waits for timers,
// which the tests of the transport turn themselves.
const MOST_VALUABLE = ['F4', 'F9', 'F12', 'F1', 'F8', 'F16']
const SMALL = { seed: 1, messages: 60, scale: 0.1, patienceMs: 60_000 }
const CAST = ['ana', 'bea', 'sam', 'xen'] as const

// A server of its own: these kill it.
let server: TestServer
test.beforeAll(async ({ kind }) => {
  server = await startServer(kind)
})
test.afterAll(() => server?.stop())

for (const fault of allFaults.filter(({ id }) => MOST_VALUABLE.includes(id)))
  test(`nothing is lost, doubled, reordered or left open by ${fault.id}: ${fault.title}`, async () => {
    test.setTimeout(240_000)
    const outcome = await perform(server, { ...fault, cast: CAST }, SMALL)
    expect(isGood(outcome), reportOf([outcome], [])).toBe(true)
    expect(outcome.entered).toBeGreaterThanOrEqual(SMALL.messages)
  })
