import { expect, test, vi } from 'vitest'
import { events } from '#protocol/index.ts'
import { Collection } from '../store/collection.ts'
import { Models } from '../store/model.ts'
import { defineModel, type Env } from './env.ts'
import { Ingress, nextFrame, type Reducers } from './ingress.ts'
import { learn } from './knownEvents.ts'

const presence = (user: string) => ({ from: { user, domain: 'hill.example' } })

function open() {
  const frames: (() => void)[] = []
  const refused: string[] = []
  let time = 1000
  const rows = new Collection<string, true>()
  const reset = vi.fn(() => rows.clear())
  const reducers: Reducers = { 'xmpp.presence': ({ from }) => rows.set(from.user ?? '', true) }
  const models = new Models<Env>({
    now: () => 0,
    reconnect: () => {},
    request: async () => ({ ok: true }) as never,
  })
  models.use(defineModel('people', () => ({ reducers, reset })))
  const ingress = new Ingress(models, (event) => refused.push(event), {
    awaited: ['later'],
    schedule: (run) => frames.push(run),
    now: () => time,
  })
  const woken = vi.fn()
  rows.subscribeAny(woken)
  return {
    ingress,
    models,
    rows,
    refused,
    reset,
    woken,
    pass: (ms: number) => {
      time += ms
    },
    frame: () => {
      for (const run of frames.splice(0)) run()
    },
  }
}

test('what comes after a silence is shown at once', () => {
  const { ingress, rows } = open()
  ingress.receive('xmpp.presence', presence('marty'))
  expect([...rows.keys()]).toEqual(['marty'])
})

test('what came in one frame is shown in one', () => {
  const { ingress, rows, woken } = open()
  ingress.together(() => {
    for (let i = 0; i < 30; i++) ingress.receive('xmpp.presence', presence(`u${i}`))
    expect(rows.size).toBe(0)
  })
  expect(rows.size).toBe(30)
  expect(woken).toHaveBeenCalledOnce()
})

test('a frame with a snapshot in it waits for nothing', () => {
  const { ingress, rows } = open()
  ingress.receive('xmpp.presence', presence('marty'))
  const jid = { user: 'marty', domain: 'hill.example' }
  ingress.together(() => {
    ingress.receive('xmpp.presence', presence('biff'))
    ingress.receive('xmpp.session.snapshot', { jid, events: [['xmpp.presence', presence('doc')]] })
  })
  expect([...rows.keys()]).toEqual(['doc'])
})

test('a crowd is applied once a frame, and wakes its readers once', () => {
  const { ingress, rows, woken, frame, pass } = open()
  ingress.receive('xmpp.presence', presence('marty'))
  woken.mockClear()
  pass(1)
  for (let i = 0; i < 500; i++) ingress.receive('xmpp.presence', presence(`u${i}`))
  expect(rows.size).toBe(1)
  frame()
  expect(rows.size).toBe(501)
  expect(woken).toHaveBeenCalledOnce()
})

test('an event that breaks the contract is named and changes nothing; the others pass', () => {
  const { ingress, rows, refused, pass } = open()
  ingress.receive('xmpp.presence', { from: 'marty' })
  pass(100)
  ingress.receive('xmpp.presence', presence('doc'))
  expect(refused).toEqual(['xmpp.presence'])
  expect([...rows.keys()]).toEqual(['doc'])
})

test('an unknown event is dropped, also when it is named like a part of every object', () => {
  const { ingress, rows, refused } = open()
  for (const name of ['xmpp.unheard.of', 'constructor', '__proto__']) ingress.receive(name, {})
  expect([rows.size, refused]).toEqual([0, []])
})

test('a snapshot begins from nothing, arrives whole, and waits for no frame', () => {
  const { ingress, rows, reset, woken, pass } = open()
  ingress.receive('xmpp.presence', presence('gone'))
  pass(1)
  woken.mockClear()
  const events = [
    ['xmpp.presence', presence('doc')],
    ['xmpp.unheard.of', {}],
    ['xmpp.presence', presence('marty')],
  ]
  ingress.receive('xmpp.session.snapshot', { jid: { domain: 'hill.example' }, events })
  expect(reset).toHaveBeenCalledOnce()
  expect([...rows.keys()]).toEqual(['doc', 'marty'])
  expect(woken).toHaveBeenCalledOnce()
})

/** A hundred events within a second. */
function flood() {
  vi.useFakeTimers()
  const page = open()
  const later = (ms: number) => {
    page.pass(ms)
    vi.advanceTimersByTime(ms)
  }
  for (let i = 0; i < 100; i++) {
    later(10)
    page.ingress.receive('xmpp.presence', presence(`u${i}`))
    page.frame()
  }
  later(200)
  page.frame()
  expect(page.rows.size).toBe(100)
  return { ...page, later }
}

test('a flood is shown ten times a second, however many come', () => {
  const { ingress, rows, frame, later } = flood()
  for (let i = 100; i < 108; i++) {
    ingress.receive('xmpp.presence', presence(`u${i}`))
    later(10)
    frame()
    expect(rows.size).toBe(100)
  }
  ingress.receive('xmpp.presence', presence('last'))
  later(10)
  ingress.receive('xmpp.presence', presence('after'))
  later(10)
  frame()
  expect(rows.size).toBe(110)
  vi.useRealTimers()
})

test('a flood that pauses is shown at the pause', () => {
  const { ingress, rows, frame, later } = flood()
  ingress.receive('xmpp.presence', presence('last'))
  frame()
  expect(rows.has('last')).toBe(false)
  later(16)
  frame()
  expect(rows.has('last')).toBe(true)
  vi.useRealTimers()
})

test('some seconds after a flood the first is shown at once again', () => {
  const { ingress, rows, later } = flood()
  later(2000)
  ingress.receive('xmpp.presence', presence('calm'))
  expect(rows.has('calm')).toBe(true)
  vi.useRealTimers()
})

test('a frame that never comes, because the tab was hidden meanwhile, is not waited for', () => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', () => 1)
  vi.stubGlobal('cancelAnimationFrame', () => {})
  const run = vi.fn()
  nextFrame(run)
  expect(run).not.toHaveBeenCalled()
  vi.advanceTimersByTime(250)
  expect(run).toHaveBeenCalledOnce()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('a frame that comes runs it once', () => {
  vi.useFakeTimers()
  let frame = () => {}
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
    frame = callback
    return 1
  })
  vi.stubGlobal('cancelAnimationFrame', () => {})
  const run = vi.fn()
  nextFrame(run)
  frame()
  vi.advanceTimersByTime(1000)
  expect(run).toHaveBeenCalledOnce()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('what is told of a slice whose part comes later waits for it, in order; a snapshot tells it anew', () => {
  const heard: string[] = []
  const name = 'xmpp.later.told' as 'xmpp.presence'
  const models = new Models<Env>({
    now: () => 0,
    reconnect: () => {},
    request: async () => ({ ok: true }) as never,
  })
  const refused = vi.fn()
  const ingress = new Ingress(models, refused, { awaited: ['later'], schedule: (run) => run() })
  ingress.receive(name, presence('biff'))
  ingress.receive('xmpp.session.snapshot', {
    jid: { user: 'marty', domain: 'hill.example' },
    events: [[name, presence('doc')]],
  })
  ingress.receive(name, { from: 'no address' })
  ingress.receive(name, presence('george'))
  ingress.flush()
  learn({ [name]: events['xmpp.presence'] })
  const reducers: Reducers = {
    [name]: ({ from }: { from: { user?: string } }) => heard.push(from.user ?? ''),
  }
  models.use(defineModel('part', () => ({ reducers })))
  expect(heard).toEqual([])
  ingress.arrived('later')
  ingress.receive(name, presence('lorraine'))
  ingress.flush()
  expect(heard).toEqual(['doc', 'george', 'lorraine'])
  expect(refused.mock.calls).toEqual([[name]])
})

test('of what waits for a part, the newest thousand are kept', () => {
  const { ingress, models, rows } = open()
  const name = 'xmpp.later.flood' as 'xmpp.presence'
  for (let i = 0; i < 1500; i++) ingress.receive(name, presence(`${i}`))
  expect(rows.size).toBe(0)
  learn({ [name]: events['xmpp.presence'] })
  const heard = vi.fn()
  models.use(defineModel('flood', () => ({ reducers: { [name]: heard } })))
  ingress.arrived('later')
  expect(heard).toHaveBeenCalledTimes(1000)
  expect(heard.mock.calls[0]?.[0]).toEqual(presence('500'))
})
