import { beforeEach, describe, expect, test, vi } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import type { Element } from '../xmpp/xml.ts'
import { createExtensions } from './index.ts'
import { stageArchive } from './testArchive.ts'

const DOC = 'doc@hill.example'

let session: TestManager
let archive: ReturnType<typeof stageArchive>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  session = new TestManager(createExtensions()).online()
  archive = stageArchive(session)
  return () => vi.useRealTimers()
})

const say = (id: string, more: object = {}) =>
  session.ask('xmpp.chat.message', { to: DOC, content: id, id, ...more })
const messages = (): Element[] => session.client.sent.filter(({ name }) => name === 'message')
const said = () => messages().map(({ attrs }) => attrs.id)
const told = (name: string) => session.told.filter(([each]) => each === name).map(([, data]) => data)
const confirmed = () => told('xmpp.delivery.confirmed').map((data) => (data as { id: string }).id)
const ack = (...ids: string[]) =>
  session.client.emit(
    'ack',
    ids.map((id) => ({ id, to: DOC })),
  )
const link = (isUp: boolean) =>
  session.client.emit('state', isUp ? { state: 'online', resumed: true } : { state: 'reconnecting' })
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
  await settled()
}

describe('confirming', () => {
  test('what the server has taken over is confirmed to whom it went to, once', () => {
    say('m1')
    session.ask('xmpp.chat.message', { to: 'George@hill.example/tv', content: 'x', id: 'm1' })
    session.client.emit('ack', [{ id: 'm1', to: 'George@hill.example/tv' }])
    expect(told('xmpp.delivery.confirmed')).toEqual([{ to: 'george@hill.example', id: 'm1' }])
    ack('m1')
    ack('m1')
    expect(told('xmpp.delivery.confirmed').slice(1)).toEqual([{ to: DOC, id: 'm1' }])
  })

  test('what came back is not confirmed any more', () => {
    say('m1')
    session.receive(`<message type='error' from='${DOC}' id='m1'><error type='cancel'/></message>`)
    ack('m1')
    expect(told('xmpp.chat.error')).toMatchObject([{ id: 'm1' }])
    expect(confirmed()).toEqual([])
  })

  test('what takes a message back is confirmed as well; a chat state is not', async () => {
    session.ask('xmpp.chat.message', { to: DOC, retract: { id: 'old' }, id: 'm1' })
    session.ask('xmpp.chat.message', { to: DOC, state: 'composing', id: 'm2' })
    await settled()
    expect(said()).toEqual(['m1', 'm2'])
    ack('m1', 'm2')
    expect(confirmed()).toEqual(['m1'])
  })
})

describe('a link', () => {
  test('that is away is given nothing; what waits goes out in order after a resume', () => {
    link(false)
    for (const id of ['m1', 'm2']) say(id)
    expect(said()).toEqual([])
    link(true)
    expect(said()).toEqual(['m1', 'm2'])
  })

  test('is given fifty at a time, each conversation in turn', () => {
    for (let i = 0; i < 80; i++) say(`d${i}`)
    session.ask('xmpp.chat.message', { to: 'george@hill.example', content: 'x', id: 'g' })
    expect(said()).toHaveLength(50)
    ack('d0', 'd1')
    expect(said().slice(50).sort()).toEqual(['d50', 'g'])
  })

  test('is not given more than a slow server takes while it seems alive', () => {
    for (let i = 0; i < 4; i++) say(`m${i}`, { content: 'x'.repeat(9000) })
    expect(said()).toEqual(['m0', 'm1'])
    ack('m0')
    expect(said()).toEqual(['m0', 'm1', 'm2'])
  })

  test('leaves room for so much only; more is refused, not lost', async () => {
    link(false)
    const answers = []
    for (let i = 0; i < 250; i++) answers.push(say(`m${i}`, { content: 'x'.repeat(16_000) }))
    await settled()
    expect(answers[0]).toEqual([[null, { id: 'm0' }]])
    expect(answers.at(-1)).toMatchObject([[{ reason: 'busy' }]])
  })
})

describe('a session that could not be resumed', () => {
  const lose = () => {
    link(false)
    session.bind()
  }

  test('looks into the archive, and says again what is not there: in order, with its ids and its moment', async () => {
    const at = Date.now()
    for (const id of ['m1', 'm2', 'm3']) say(id)
    lose()
    say('m4')
    session.forget()
    await pass(1000)
    expect(said()).toEqual([])
    archive.holds('m1')
    await archive.answer({ rounds: 2 })
    expect(told('xmpp.delivery.confirmed')).toEqual([{ to: DOC, id: 'm1', archiveId: 'a-m1' }])
    expect(said()).toEqual(['m2', 'm3', 'm4'])
    const delays = messages().map((stanza) => stanza.getChild('delay', 'urn:xmpp:delay')?.attrs)
    const stamp = new Date(at).toISOString()
    expect(delays).toEqual([
      ...Array(2).fill({ xmlns: 'urn:xmpp:delay', from: 'marty@hill.example', stamp }),
      undefined,
    ])
    expect(messages()[0]?.getChild('origin-id', 'urn:xmpp:sid:0')?.attrs.id).toBe('m2')
    expect(told('xmpp.chat.error')).toEqual([])
  })

  test('does not ask at once, nor once: a server that is behind stores late', async () => {
    for (const id of ['m1', 'm2']) say(id)
    lose()
    session.forget()
    await pass(900)
    expect(archive.asked()).toBe(0)
    await pass(100)
    archive.holds('m1')
    await archive.answer()
    archive.holds('m2')
    await archive.answer({ rounds: 2 })
    expect(confirmed()).toEqual(['m1', 'm2'])
    expect(said()).toEqual([])
  })

  test('holds up that conversation alone', async () => {
    say('m1')
    lose()
    session.forget()
    session.ask('xmpp.chat.message', { to: 'george@hill.example', content: 'x', id: 'g1' })
    say('m2')
    expect(said()).toEqual(['g1'])
  })

  test.each(['service-unavailable', 'feature-not-implemented', 'forbidden'])(
    'without an archive (%s) knows nothing, and says nothing twice',
    async (condition) => {
      say('m1')
      lose()
      say('m2')
      session.forget()
      await pass(1000)
      await archive.refuse(condition)
      await archive.refuse(condition)
      expect(told('xmpp.chat.error')).toMatchObject([
        { from: { user: 'doc' }, id: 'm1', content: 'm1', error: { reason: 'unconfirmed' } },
      ])
      expect(said()).toEqual(['m2'])
    },
  )

  test.each([
    ["<prefs xmlns='urn:xmpp:mam:2' default='never'/>", 0],
    [`<prefs xmlns='urn:xmpp:mam:2' default='always'><never><jid>${DOC}</jid></never></prefs>`, 0],
    ["<prefs xmlns='urn:xmpp:mam:2' default='roster'/>", 0],
    [`<prefs xmlns='urn:xmpp:mam:2' default='never'><always><jid>${DOC}</jid></always></prefs>`, 1],
  ])('an archive that does not keep this conversation cannot tell (%s)', async (prefs, resent) => {
    say('m1')
    lose()
    session.forget()
    archive.prefers(prefs)
    await pass(1000)
    await archive.answer({ rounds: 2 })
    expect(said()).toHaveLength(resent)
    expect(told('xmpp.chat.error')).toHaveLength(1 - resent)
  })

  test('is patient with a silent archive three times, while the link is there', async () => {
    say('m1')
    lose()
    session.forget()
    await pass(1000)
    for (let i = 0; i < 5; i++) {
      await pass(5000)
      link(false)
      link(true)
      await pass(6000)
    }
    link(false)
    await pass(60_000)
    expect(told('xmpp.chat.error')).toEqual([])
    link(true)
    for (let i = 0; i < 4; i++) await pass(11_000)
    expect(told('xmpp.chat.error')).toMatchObject([{ id: 'm1', error: { reason: 'unconfirmed' } }])
    expect(said()).toEqual([])
  })

  test('that is lost as well while it asks begins to ask anew', async () => {
    for (const id of ['m1', 'm2']) say(id)
    lose()
    await pass(1000)
    lose()
    session.forget()
    await pass(2000)
    archive.holds('m1')
    await archive.answer({ rounds: 2 })
    expect(confirmed()).toEqual(['m1'])
    expect(said()).toEqual(['m2'])
    expect(told('xmpp.chat.error')).toEqual([])
  })

  test('believes only its own archive, and only what it holds of ours to that person', async () => {
    say('m1')
    lose()
    session.forget()
    await pass(1000)
    archive.holds('m1', { from: 'biff@hill.example/car' })
    archive.holds('m1', { to: 'biff@hill.example' })
    archive.holds('m1', { sender: 'biff@hill.example' })
    await archive.answer({ rounds: 2 })
    expect(confirmed()).toEqual([])
    expect(said()).toEqual(['m1'])
  })

  test('reads page after page, and not for ever', async () => {
    say('m1')
    lose()
    session.forget()
    await pass(1000)
    archive.fill(1000, Date.now() - 3_600_000)
    await archive.answer({ rounds: 2 })
    expect(archive.asked()).toBe(8)
    expect(said()).toEqual(['m1'])
  })

  test('reads on as long as it was not said before', async () => {
    say('m1')
    lose()
    session.forget()
    await pass(1000)
    archive.holds('m1')
    archive.fill(400, Date.now())
    await archive.answer()
    expect(confirmed()).toEqual(['m1'])
  })

  test('of somebody else inherits nothing', async () => {
    say('m1')
    link(false)
    say('m2')
    session.online()
    await pass(5000)
    ack('m1')
    expect(said()).toEqual([])
    expect(archive.asked()).toBe(0)
    expect(session.told).toEqual([])
  })
})

describe('what may have been said before, as the page has it', () => {
  const again = { again: true, at: '2026-10-21T07:28:00Z' }

  test('is accepted, looked for, and confirmed where it is', async () => {
    const answers = say('m1', again)
    await pass(1000)
    expect(answers).toEqual([[null, { id: 'm1' }]])
    archive.holds('m1')
    await archive.answer()
    expect(confirmed()).toEqual(['m1'])
    expect(said()).toEqual([])
  })

  test('is said where it is not, before what comes after it', async () => {
    say('m1', again)
    say('m2')
    await pass(1000)
    await archive.answer({ rounds: 2 })
    expect(said()).toEqual(['m1', 'm2'])
    expect(messages()[0]?.getChild('delay')?.attrs.stamp).toBe('2026-10-21T07:28:00.000Z')
  })

  test('waits for the link, and is looked for once', async () => {
    link(false)
    say('m1', again)
    say('m1', again)
    await pass(30_000)
    expect(archive.asked()).toBe(0)
    link(true)
    await pass(1000)
    await archive.answer({ rounds: 2 })
    expect(said()).toEqual(['m1'])
  })
})
