import { describe, expect, test } from 'vitest'
import { joinRoom } from '../xmpp/testFixture.ts'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

export const ERRORS_ROOM = 'hillvalley@rooms.hill.example'

/** The first thing XMPP-FTW finds wrong with a payload; `request` is the payload as it came. */
export type ErrorRow = [event: string, payload: unknown, description: string]
/** Events that XMPP-FTW answers only with a callback, with a payload that has nothing else wrong. */
export type CallbackRow = [event: string, payload: Record<string, unknown>]

export async function errorSession(): Promise<TestManager> {
  const session = new TestManager(createExtensions()).online()
  await joinRoom(session, { room: ERRORS_ROOM, nick: 'Marty' })
  return session
}

/** What is told when an event comes with this in the place of its callback. */
export async function toldWithout(callback: unknown, event: string, payload: unknown): Promise<unknown[]> {
  const session = await errorSession()
  session.socket.call(event, payload, callback)
  await settled()
  expect(session.sent).toEqual([])
  return session.told
}

/** Tests for the rows of each slice: the callback gets the error; where there may be none, the event does. */
export function testClientErrors(
  tables: Readonly<Record<string, readonly ErrorRow[]>>,
  needCallback: readonly CallbackRow[],
): void {
  const needsCallback = new Set(needCallback.map(([event]) => event))
  for (const [slice, rows] of Object.entries(tables))
    describe(slice, () => {
      for (const row of rows) testRow(row, needsCallback.has(row[0]))
    })
  for (const [event, payload] of needCallback)
    test(`${event} without a callback: Missing callback, always as an event`, async () => {
      const missing = { type: 'modify', condition: 'client-error', description: 'Missing callback' }
      for (const callback of [undefined, null, 'x', 1, {}])
        expect(await toldWithout(callback, event, payload)).toEqual([
          ['xmpp.error.client', { ...missing, request: payload }],
        ])
    })
}

function testRow([event, payload, description]: ErrorRow, needsCallback: boolean): void {
  const refused = { type: 'modify', condition: 'client-error', description, request: payload }
  test(`${event} ${JSON.stringify(payload)}: ${description}`, async () => {
    const session = await errorSession()
    const answers = session.ask(event, payload)
    await settled()
    expect(answers).toEqual([[expect.objectContaining(refused)]])
    expect(session.told).toEqual([])
    expect(session.sent).toEqual([])
  })
  if (needsCallback) return
  test(`${event} ${JSON.stringify(payload)} with nobody to answer: the same as an event`, async () => {
    const session = await errorSession()
    session.socket.call(event, payload)
    await settled()
    expect(session.told).toEqual([['xmpp.error.client', expect.objectContaining(refused)]])
    expect(session.sent).toEqual([])
  })
}
