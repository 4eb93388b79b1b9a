import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Result } from '../../transport/request.ts'
import { occupantsModel } from '../occupants/model.ts'
import { sessionModel } from '../session/model.ts'
import { affiliationsCommands } from './commands.ts'
import { affiliationLogModel } from './log.ts'
import { affiliationsModel } from './model.ts'
import { consoleGateway, DOC, forgetTab, jidOf, progressOf, ROOM } from './testConsole.ts'

const MARTY = 'marty@hill.example'
const BIFF = 'biff@hill.example'
const LORRAINE = 'lorraine@hill.example'

beforeEach(forgetTab)

async function open(setting: Parameters<typeof consoleGateway>[0] = {}) {
  const house = consoleGateway(setting)
  const { models } = house.gateway
  const model = models.use(affiliationsModel)
  const commands = models.use(affiliationsCommands)
  const table = model.of(ROOM)
  await commands.load(ROOM)
  const push = (jid: string, affiliation: string, more: object = {}) =>
    house.gateway.event('xmpp.muc.affiliation.push', { room: ROOM, jid: jidOf(jid), affiliation, ...more })
  const log = () => models.use(affiliationLogModel).rooms.get(ROOM) ?? []
  return { ...house, models, model, commands, table, push, log }
}

describe('the lists', () => {
  test('each may fail alone, and is asked for again alone', async () => {
    const { table, commands, fails, gateway } = await open({ fails: { outcast: 'forbidden' } })
    expect(table.lists.get('outcast')).toMatchObject({ is: 'failed' })
    expect(table.lists.get('member')).toEqual({ is: 'ready' })
    delete fails.outcast
    gateway.sent.length = 0
    await commands.loadList(ROOM, 'outcast')
    expect(gateway.sent).toEqual([['xmpp.muc.affiliation.get', { room: ROOM, affiliation: 'outcast' }]])
    expect(table.rows.get(BIFF)).toMatchObject({ affiliation: 'outcast', reason: 'Manure' })
  })

  test('what the room told meanwhile is newer than a list that was on its way', async () => {
    const { table, commands, push, gateway } = await open()
    let answer: (result: Result<unknown>) => void = () => {}
    gateway.answer('xmpp.muc.affiliation.get', () => new Promise((resolve) => (answer = resolve)))
    const reading = commands.loadList(ROOM, 'member')
    push(MARTY, 'outcast', { reason: 'Late' })
    answer({ ok: true, value: [{ affiliation: 'member', jid: jidOf(MARTY) }] })
    await reading
    expect(table.rows.get(MARTY)).toMatchObject({ affiliation: 'outcast', reason: 'Late' })
  })

  test('whoever is in no list any more, and not here, is gone', async () => {
    const { table, commands, answers, present } = await open()
    present('Marty', { affiliation: 'member', jid: jidOf(MARTY) })
    answers.member = []
    await commands.load(ROOM)
    expect(table.rows.has('strickland@hill.example')).toBe(false)
    expect(table.rows.get(MARTY)?.affiliation).toBe('member')
  })
})

describe('who is here', () => {
  test('comes with role and nick, and goes when they have no rank', async () => {
    const { table, present, gateway } = await open()
    present('Goldie', { jid: jidOf('goldie@hill.example'), role: 'visitor' })
    expect(table.rows.get('goldie@hill.example')).toMatchObject({ nicks: ['Goldie'], role: 'visitor' })
    gateway.event('xmpp.muc.roster', { room: ROOM, nick: 'Goldie', present: false, role: 'none' })
    expect(table.rows.has('goldie@hill.example')).toBe(false)
  })

  test('whoever is banned goes from the room and stays in the table, with the reason', async () => {
    const { table, present, gateway } = await open()
    present('Goldie', { jid: jidOf('goldie@hill.example') })
    gateway.event('xmpp.muc.roster', {
      room: ROOM,
      nick: 'Goldie',
      present: false,
      affiliation: 'outcast',
      role: 'none',
      status: [301],
      reason: 'Noise',
    })
    expect(table.rows.get('goldie@hill.example')).toMatchObject({
      affiliation: 'outcast',
      reason: 'Noise',
      nicks: [],
    })
  })

  test('whoever hides their address is a row by nick, and never one without an address in a change', async () => {
    const { table, present, commands, batches } = await open()
    present('Ghost', { occupantId: 'o-1' })
    expect(table.rows.get('nick:Ghost')).toMatchObject({ nicks: ['Ghost'], occupantId: 'o-1' })
    await commands.apply(ROOM)
    expect(batches).toEqual([])
  })

  test('an address told later takes the place of the nick', async () => {
    const { table, present } = await open()
    present('Ghost', {})
    present('Ghost', { jid: jidOf('ghost@hill.example') })
    expect(table.rows.has('nick:Ghost')).toBe(false)
    expect(table.rows.get('ghost@hill.example')?.nicks).toEqual(['Ghost'])
  })
})

describe('staged changes', () => {
  test('go out as one batch, new owners first and oneself last, with their reasons', async () => {
    const { table, commands, batches } = await open()
    table.commonReason.set('Spring cleaning')
    table.stage([
      { jid: DOC, to: 'admin' },
      { jid: MARTY, to: 'outcast', reason: 'Late' },
      { jid: LORRAINE, to: 'owner' },
    ])
    await commands.apply(ROOM)
    expect(batches.map(({ changes }) => changes)).toEqual([
      [
        { jid: LORRAINE, affiliation: 'owner', reason: 'Spring cleaning' },
        { jid: MARTY, affiliation: 'outcast', reason: 'Late' },
        { jid: DOC, affiliation: 'admin', reason: 'Spring cleaning' },
      ],
    ])
    expect(table.staged.size).toBe(0)
    expect(table.rows.get(MARTY)).toMatchObject({ affiliation: 'outcast', reason: 'Late' })
  })

  test('what the room refuses stays, says why, and can be tried again', async () => {
    const { table, commands, batches, answerBatch } = await open()
    answerBatch((batch) => ({ ok: true, value: progressOf(batch, { [MARTY]: 'not-allowed' }) }))
    table.stage([
      { jid: MARTY, to: 'admin' },
      { jid: BIFF, to: 'none' },
    ])
    await commands.apply(ROOM)
    expect(table.staged.keys()).toEqual([MARTY])
    expect(table.staged.get(MARTY)?.error?.condition).toBe('not-allowed')
    expect(table.run.get()).toMatchObject({ state: 'done', settled: 2, failed: 1 })
    answerBatch((batch) => ({ ok: true, value: progressOf(batch) }))
    await commands.apply(ROOM)
    expect(batches[1]?.changes).toEqual([{ jid: MARTY, affiliation: 'admin' }])
    expect(table.staged.size).toBe(0)
  })

  test('taking back what was applied restores rank and reason, the last first', async () => {
    const { table, commands, batches } = await open()
    table.stage([
      { jid: BIFF, to: 'none' },
      { jid: MARTY, to: 'admin' },
    ])
    await commands.apply(ROOM)
    expect(table.undo.get()?.changes).toHaveLength(2)
    await commands.undo(ROOM)
    expect(batches[1]?.changes).toEqual([
      { jid: MARTY, affiliation: 'member' },
      { jid: BIFF, affiliation: 'outcast', reason: 'Manure' },
    ])
    expect(table.undo.get()).toBeUndefined()
    expect(table.rows.get(BIFF)?.affiliation).toBe('outcast')
  })

  test('survive a session that begins anew', async () => {
    const { table, gateway } = await open()
    table.stage([{ jid: MARTY, to: 'admin', reason: 'Brave' }])
    gateway.event('xmpp.session.snapshot', { jid: jidOf(DOC), events: [] })
    expect(table.staged.get(MARTY)).toMatchObject({ to: 'admin', reason: 'Brave' })
  })

  test('that became impossible by a demotion of oneself are kept, and not sent', async () => {
    const { table, commands, batches, present } = await open()
    table.stage([{ jid: MARTY, to: 'admin' }])
    present('Doc', { self: true, jid: jidOf(DOC), affiliation: 'member', role: 'participant' })
    expect(table.refusals.get(MARTY)).toBe('needsAdmin')
    await commands.apply(ROOM)
    expect(batches).toEqual([])
    expect(table.staged.has(MARTY)).toBe(true)
  })

  test('of somebody whom another admin changed say so', async () => {
    const { table, push } = await open()
    table.stage([{ jid: MARTY, to: 'admin' }])
    push(MARTY, 'outcast')
    expect(table.review()).toMatchObject([{ staged: { from: 'member', to: 'admin' }, isChanged: true }])
    expect(table.flashed.has(MARTY)).toBe(true)
  })

  test('leave the last owner', async () => {
    const { table } = await open()
    table.stage([{ jid: DOC, to: 'none' }])
    expect(table.refusals.get(DOC)).toBe('yourselfLastOwner')
    table.stage([{ jid: MARTY, to: 'owner' }])
    expect(table.refusals.get(DOC)).toBeUndefined()
  })
})

describe('a batch on its way', () => {
  test('goes on after the connection broke, under the same name, and believes each result once', async () => {
    const { table, commands, batches, answerBatch, gateway, models } = await open()
    const { link } = models.use(sessionModel)
    answerBatch((batch) => {
      if (batches.length > 1) return { ok: true, value: progressOf(batch) }
      link.set({ state: 'broken' })
      gateway.event('xmpp.muc.affiliation.progress', {
        ...progressOf({ ...batch, changes: batch.changes.slice(0, 1) }),
        state: 'running',
        total: 2,
      })
      return { ok: false, error: { type: 'wait', reason: 'disconnected' } }
    })
    table.stage([
      { jid: MARTY, to: 'admin' },
      { jid: BIFF, to: 'none' },
    ])
    const applying = commands.apply(ROOM)
    await vi.waitFor(() => expect(table.run.get()).toMatchObject({ state: 'waiting', settled: 1 }))
    link.set({ state: 'open' })
    await applying
    expect(new Set(batches.map(({ id }) => id)).size).toBe(1)
    expect(table.run.get()).toMatchObject({ state: 'done', settled: 2, failed: 0 })
    expect(table.undo.get()?.changes).toHaveLength(2)
  })

  test('is cut into portions, each with a name of its own', async () => {
    const { table, commands, batches } = await open()
    table.stage(
      Array.from({ length: 1500 }, (_, at) => ({ jid: `p${at}@hill.example`, to: 'member' as const })),
    )
    await commands.apply(ROOM)
    expect(batches.map(({ changes }) => changes.length)).toEqual([1000, 500])
    expect(new Set(batches.map(({ id }) => id)).size).toBe(2)
    expect(table.run.get()).toMatchObject({ state: 'done', settled: 1500 })
  })

  test('can be stopped: what was not settled stays staged', async () => {
    const { table, commands, answerBatch, gateway } = await open()
    let answer: (result: Result<never>) => void = () => {}
    answerBatch((batch) => {
      const only = { ...batch, changes: batch.changes.slice(0, 1) }
      return new Promise((resolve) => {
        answer = () => resolve({ ok: true, value: { ...progressOf(only), state: 'cancelled', total: 2 } })
      })
    })
    table.stage([
      { jid: MARTY, to: 'admin' },
      { jid: BIFF, to: 'none' },
    ])
    const applying = commands.apply(ROOM)
    await commands.cancel(ROOM)
    expect(gateway.sent.at(-1)?.[0]).toBe('xmpp.muc.affiliation.cancel')
    answer({ ok: true, value: undefined as never })
    await applying
    expect(table.run.get()).toMatchObject({ state: 'cancelled', settled: 1 })
    expect(table.staged.keys()).toEqual([BIFF])
  })

  test('that the gateway refuses keeps everything, and says why', async () => {
    const { table, commands, answerBatch } = await open()
    answerBatch(() => ({ ok: false, error: { type: 'cancel', condition: 'item-not-found' } }))
    table.stage([{ jid: MARTY, to: 'admin' }])
    await commands.apply(ROOM)
    expect(table.run.get()).toMatchObject({ state: 'stopped', error: { condition: 'item-not-found' } })
    expect(table.staged.has(MARTY)).toBe(true)
  })
})

describe('the log', () => {
  test('has one line for a change that is told by the result, to everybody, and to each nick', async () => {
    const { table, commands, push, log } = await open()
    table.stage([{ jid: MARTY, to: 'admin', reason: 'Brave' }])
    await commands.apply(ROOM)
    push(MARTY, 'admin')
    expect(log()).toMatchObject([{ jid: MARTY, from: 'member', to: 'admin', isOwn: true, reason: 'Brave' }])
  })

  test('knows who changed whom, from what and why, also of those who are not here', async () => {
    const { push, log, present, gateway } = await open()
    push(MARTY, 'outcast', { actor: { nick: 'Lorraine' }, reason: 'Late' })
    present('George', { jid: jidOf('george@hill.example') })
    gateway.models.use(occupantsModel)
    present('George', {
      jid: jidOf('george@hill.example'),
      affiliation: 'member',
      actor: { nick: 'Lorraine' },
    })
    expect(log()).toMatchObject([
      { jid: 'george@hill.example', nick: 'George', from: 'none', to: 'member', actor: 'Lorraine' },
      { jid: MARTY, from: 'member', to: 'outcast', actor: 'Lorraine', reason: 'Late' },
    ])
  })
})
