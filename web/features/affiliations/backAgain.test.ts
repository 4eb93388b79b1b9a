import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Result } from '../../transport/request.ts'
import { occupantsModel } from '../occupants/model.ts'
import { sessionModel } from '../session/model.ts'
import { affiliationsCommands } from './commands.ts'
import { affiliationsModel } from './model.ts'
import { consoleGateway, DOC, forgetTab, jidOf, leavePage, progressOf, ROOM } from './testConsole.ts'

const MARTY = 'marty@hill.example'
const BIFF = 'biff@hill.example'
const LORRAINE = 'lorraine@hill.example'

beforeEach(forgetTab)

async function open() {
  const house = consoleGateway()
  const { models } = house.gateway
  const commands = models.use(affiliationsCommands)
  const table = models.use(affiliationsModel).of(ROOM)
  await commands.load(ROOM)
  return { ...house, models, commands, table }
}

/** The page as it is after a reload: nothing of it is left but what the tab and the gateway remember. */
async function reload(running?: object) {
  leavePage()
  const house = consoleGateway()
  const tell = (more: object) => house.gateway.event('xmpp.muc.affiliation.progress', { room: ROOM, ...more })
  if (running)
    house.gateway.event('xmpp.session.snapshot', {
      jid: jidOf(DOC),
      events: [['xmpp.muc.affiliation.progress', { room: ROOM, ...running }]],
    })
  house.present('Doc', {
    self: true,
    jid: jidOf(DOC),
    affiliation: 'owner',
    role: 'moderator',
    status: [110],
  })
  const { models } = house.gateway
  const commands = models.use(affiliationsCommands)
  const table = models.use(affiliationsModel).of(ROOM)
  await commands.load(ROOM)
  return { ...house, commands, table, tell }
}

describe('an undo', () => {
  test('that is refused for some is staged for them, with the sentence and the reason', async () => {
    const { table, commands, answerBatch, batches } = await open()
    table.stage([
      { jid: BIFF, to: 'none' },
      { jid: MARTY, to: 'admin' },
    ])
    await commands.apply(ROOM)
    answerBatch((batch) => ({ ok: true, value: progressOf(batch, { [BIFF]: 'not-acceptable' }) }))
    await commands.undo(ROOM)
    expect(table.run.get()).toMatchObject({ kind: 'undo', state: 'done', settled: 2, failed: 1 })
    expect([...table.staged.values()]).toMatchObject([
      { jid: BIFF, from: 'none', to: 'outcast', reason: 'Manure', error: { condition: 'not-acceptable' } },
    ])
    answerBatch((batch) => ({ ok: true, value: progressOf(batch) }))
    await commands.apply(ROOM)
    expect(batches.at(-1)?.changes).toEqual([{ jid: BIFF, affiliation: 'outcast', reason: 'Manure' }])
    expect(table.staged.size).toBe(0)
  })

  test('that does not come through leaves nothing of it behind', async () => {
    const { table, commands, answerBatch } = await open()
    table.stage([{ jid: MARTY, to: 'admin' }])
    await commands.apply(ROOM)
    answerBatch(() => ({ ok: false, error: { type: 'wait', condition: 'resource-constraint' } }))
    await commands.undo(ROOM)
    expect(table.run.get()).toMatchObject({ state: 'stopped' })
    expect(table.staged.get(MARTY)).toMatchObject({ from: 'admin', to: 'member' })
  })
})

describe('one change at once', () => {
  test('goes out alone, can be taken back, and leaves what is staged', async () => {
    const { table, commands, batches } = await open()
    table.stage([{ jid: MARTY, to: 'admin' }])
    await commands.change(ROOM, { jid: BIFF, to: 'none' })
    expect(batches.map(({ changes }) => changes)).toEqual([[{ jid: BIFF, affiliation: 'none' }]])
    expect(table.staged.keys()).toEqual([MARTY])
    expect(table.undo.get()?.changes).toMatchObject([{ jid: BIFF, affiliation: 'outcast', reason: 'Manure' }])
  })

  test('that is refused is staged, and says why', async () => {
    const { table, commands, answerBatch } = await open()
    answerBatch((batch) => ({ ok: true, value: progressOf(batch, { [BIFF]: 'forbidden' }) }))
    await commands.change(ROOM, { jid: BIFF, to: 'none' })
    expect(table.staged.get(BIFF)).toMatchObject({ to: 'none', error: { condition: 'forbidden' } })
  })
})

describe('after a reload', () => {
  test('what was staged is there', async () => {
    const { table } = await open()
    table.stage([{ jid: MARTY, to: 'outcast', reason: 'Late' }])
    const again = await reload()
    expect(again.table.staged.get(MARTY)).toMatchObject({ from: 'member', to: 'outcast', reason: 'Late' })
    again.table.unstage([MARTY])
    expect((await reload()).table.staged.size).toBe(0)
  })

  test('a batch on its way is shown again, settles what was staged, and can be taken back', async () => {
    const { table } = await open()
    table.stage([
      { jid: MARTY, to: 'admin' },
      { jid: LORRAINE, to: 'member' },
      { jid: BIFF, to: 'none' },
    ])
    const results = [{ jid: MARTY, affiliation: 'admin' }]
    const again = await reload({ id: 'old.0', state: 'waiting', total: 3, settled: 1, results })
    expect(again.table.run.get()).toMatchObject({ state: 'waiting', total: 3, settled: 1 })
    expect(again.table.staged.keys()).toEqual([LORRAINE, BIFF])
    again.tell({
      id: 'old.0',
      state: 'running',
      total: 3,
      settled: 2,
      results: [{ jid: LORRAINE, affiliation: 'member' }],
    })
    expect(again.table.run.get()).toMatchObject({ state: 'running', settled: 2 })
    const error = { type: 'auth', condition: 'forbidden' }
    again.tell({
      id: 'old.0',
      state: 'done',
      total: 3,
      settled: 3,
      results: [{ jid: BIFF, affiliation: 'none', error }],
    })
    expect(again.table.run.get()).toMatchObject({ state: 'done', settled: 3, failed: 1 })
    expect(again.table.staged.get(BIFF)?.error).toEqual(error)
    expect(again.table.undo.get()?.changes.map(({ jid }) => jid)).toEqual([LORRAINE, MARTY])
  })

  test('it can be stopped by the name it has at the gateway', async () => {
    const again = await reload({ id: 'old.0', state: 'running', total: 3, settled: 0, results: [] })
    await again.commands.cancel(ROOM)
    expect(again.gateway.sent.at(-1)).toEqual(['xmpp.muc.affiliation.cancel', { room: ROOM, id: 'old.0' }])
    again.tell({ id: 'old.0', state: 'cancelled', total: 3, settled: 1, results: [] })
    expect(again.table.run.get()).toMatchObject({ state: 'cancelled', settled: 1, total: 3 })
  })

  test('nothing else goes out beside it, and a gateway that began anew has none', async () => {
    const again = await reload({ id: 'old.0', state: 'running', total: 3, settled: 0, results: [] })
    again.table.stage([{ jid: MARTY, to: 'admin' }])
    await again.commands.apply(ROOM)
    expect(again.batches).toEqual([])
    again.gateway.event('xmpp.session.snapshot', { jid: jidOf(DOC), events: [] })
    expect(again.table.run.get()).toBeUndefined()
  })
})

test('a stop while the gateway is away is asked for again when it is back', async () => {
  const { table, commands, models, gateway, answerBatch } = await open()
  const { link } = models.use(sessionModel)
  let answer: (result: Result<never>) => void = () => {}
  answerBatch(() => new Promise((resolve) => (answer = resolve)))
  table.stage([{ jid: MARTY, to: 'admin' }])
  const applying = commands.apply(ROOM)
  let tries = 0
  gateway.answer('xmpp.muc.affiliation.cancel', () => {
    tries++
    return tries > 1
      ? { ok: true, value: true }
      : { ok: false, error: { type: 'wait', reason: 'disconnected' } }
  })
  link.set({ state: 'broken' })
  const stopping = commands.cancel(ROOM)
  await vi.waitFor(() => expect(tries).toBe(1))
  link.set({ state: 'open' })
  await stopping
  expect(tries).toBe(2)
  answer({
    ok: true,
    value: { room: ROOM, id: 'x', state: 'cancelled', total: 1, settled: 0, results: [] } as never,
  })
  await applying
  expect(table.run.get()).toMatchObject({ state: 'cancelled', settled: 0 })
})

test('an address that was asked for later takes the place of the nick', async () => {
  const { table, present, models } = await open()
  present('Shade', {})
  expect(table.rows.has('nick:Shade')).toBe(true)
  models.use(occupantsModel).learn(ROOM, 'Shade', 'shade@hill.example')
  expect(table.rows.has('nick:Shade')).toBe(false)
  expect(table.rows.get('shade@hill.example')?.nicks).toEqual(['Shade'])
})
