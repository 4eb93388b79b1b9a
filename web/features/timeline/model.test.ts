import { describe, expect, test } from 'vitest'
import { archived, at, lab, ROOM, settled, talk, withDoc, withDocInLab } from './testTalk.ts'

const YESTERDAY = '2025-12-31T12:00:00Z'

describe('each message once', () => {
  test('what the archive numbers the same is the same', () => {
    const { inLab, texts } = talk()
    inLab('Doc', 'Great Scott', { id: '1', ...archived('a1') })
    inLab('Doc', 'Great Scott', { id: '1', ...archived('a1'), ...at(YESTERDAY) })
    expect(texts(lab)).toEqual(['Great Scott'])
  })

  test('an id that two people use hides neither', () => {
    const { inLab, texts } = talk()
    inLab('Doc', 'Great Scott', { id: '1', originId: 'same' })
    inLab('Biff', 'Great Scott', { id: '1', originId: 'same' })
    expect(texts(lab)).toHaveLength(2)
  })

  test('an id that one person uses twice hides neither text', () => {
    const { hear, texts } = talk()
    hear('One', { id: '1' })
    hear('Two', { id: '1' })
    hear('Three', { id: '1', ...archived('a1', 'marty@hill.example') })
    hear('Three', { id: '1', ...archived('a2', 'marty@hill.example') })
    expect(texts(withDoc)).toEqual(['One', 'Two', 'Three', 'Three'])
  })

  test('a history that a snapshot repeats adds nothing', () => {
    const { hear, inLab, sent, texts } = talk()
    const tell = () => {
      hear('Hi', { id: 'h1', ...at(YESTERDAY) })
      sent('Hello', { id: 's1', ...at(YESTERDAY) })
      inLab('Doc', 'Great Scott', { id: '1', ...at(YESTERDAY) })
    }
    tell()
    tell()
    expect([...texts(withDoc), ...texts(lab)]).toEqual(['Hi', 'Hello', 'Great Scott'])
  })

  test('what another tab said, and the archive of it, is one message', async () => {
    const { sent, texts, commands, gateway, jid } = talk()
    sent('Hello', { id: 's1', echo: true })
    gateway.answer('xmpp.mam.query', (data) => {
      const { queryId } = data as { queryId: string }
      const said = { from: jid('marty'), content: 'Hello', id: 's1', originId: 's1', ...at(YESTERDAY) }
      gateway.event('xmpp.mam.message', { ...said, mam: { id: 'a1', queryId } })
      return { ok: true, value: {}, rsm: { first: 'a1', last: 'a1', complete: true } }
    })
    await commands.loadOlder(withDoc)
    expect(texts(withDoc)).toEqual(['Hello'])
  })
})

describe('time', () => {
  test('a clock that runs ahead puts nothing into the future', () => {
    const { hear, entries, gateway } = talk()
    hear('From the future', at('2030-01-01T00:00:00Z'))
    expect(entries(withDoc)[0]?.at).toBe(gateway.time)
  })

  test('a clock that is set back does not mix what arrives into the past', () => {
    const { hear, texts, gateway } = talk()
    hear('One')
    gateway.time -= 3_600_000
    hear('Two')
    expect(texts(withDoc)).toEqual(['One', 'Two'])
  })

  test('what was said before stands before', () => {
    const { hear, texts } = talk()
    hear('Now')
    hear('Then', at(YESTERDAY))
    expect(texts(withDoc)).toEqual(['Then', 'Now'])
  })

  test('what comes again after a break, stamped in whole seconds, stands behind what came before it', () => {
    const { hear, texts, gateway } = talk()
    gateway.time = Date.parse('1955-11-12T22:04:28.298Z')
    hear('Before the break')
    gateway.time += 5000
    hear('Lost at first', at('1955-11-12T22:04:28Z'))
    expect(texts(withDoc)).toEqual(['Before the break', 'Lost at first'])
  })

  test('one’s own words stand, once they are said, behind what came while they waited', async () => {
    const { commands, hear, texts, proved } = talk()
    commands.say(withDoc, 'One')
    commands.say(withDoc, 'Two')
    hear('Meanwhile')
    await proved()
    expect(texts(withDoc)).toEqual(['Meanwhile', 'One', 'Two'])
  })

  test('what is proved does not pass what still waits', async () => {
    const { commands, gateway, entries, texts, out } = talk()
    commands.say(withDoc, 'One')
    commands.say(withDoc, 'Two')
    await settled()
    gateway.event('xmpp.delivery.confirmed', { id: out()[0]?.id, to: 'doc@hill.example' })
    expect(texts(withDoc)).toEqual(['One', 'Two'])
    expect(entries(withDoc).map(({ delivery }) => delivery)).toEqual(['sent', 'sending'])
  })
})

describe('one’s own message in a room', () => {
  test('its reflection settles it and gives it the room’s order', async () => {
    const { commands, inLab, texts, entries, out } = talk()
    commands.say(lab, 'First, I thought')
    await settled()
    inLab('Doc', 'First, said the room', { id: 'd1' })
    expect(entries(lab)[1]).toMatchObject({ own: true, delivery: 'sending' })
    inLab('Marty', 'First, I thought', { id: out()[0]?.id, own: true, ...archived('a1') })
    expect(texts(lab)).toEqual(['First, said the room', 'First, I thought'])
    expect(entries(lab)[1]).toMatchObject({ delivery: 'sent', archiveId: 'a1', author: 'Marty' })
  })

  test('a room that gives messages new ids is understood by the origin id', async () => {
    const { commands, inLab, texts, out } = talk()
    commands.say(lab, 'Hello')
    await settled()
    inLab('Marty', 'Hello', { id: 'rewritten', originId: out()[0]?.id, own: true })
    expect(texts(lab)).toEqual(['Hello'])
  })

  test('the room’s past repeats it without knowing who we are, and it stays one', async () => {
    const { commands, inLab, entries, out } = talk()
    commands.say(lab, 'Hello')
    await settled()
    const id = out()[0]?.id
    inLab('Marty', 'Hello', { id, own: true })
    inLab('Marty', 'Hello', { id, ...at(YESTERDAY) })
    expect(entries(lab)).toMatchObject([{ own: true, delivery: 'sent' }])
    inLab('Biff', 'Hello', { id })
    expect(entries(lab)).toHaveLength(2)
  })
})

describe('how far a message came', () => {
  test('a bounce fails it, with the reason', async () => {
    const { commands, gateway, entries, out, jid, proved } = talk()
    commands.say(withDoc, 'Hello')
    await proved()
    const error = { type: 'cancel', condition: 'item-not-found' }
    gateway.event('xmpp.chat.error', { from: jid('biff'), id: out()[0]?.id, error })
    expect(entries(withDoc)[0]?.delivery).toBe('sent')
    gateway.event('xmpp.chat.error', { from: jid('doc'), id: out()[0]?.id, error })
    expect(entries(withDoc)[0]).toMatchObject({ delivery: 'failed', error })
  })

  test('what may have been lost is unconfirmed, in rooms too, until its proof comes', async () => {
    const { commands, gateway, entries, inLab, out, jid } = talk()
    commands.say(lab, 'Hello')
    await settled()
    const id = out()[0]?.id
    const error = { type: 'wait', condition: 'undefined-condition', reason: 'unconfirmed' }
    gateway.event('xmpp.chat.error', { from: jid('marty'), id, error })
    expect(entries(lab)[0]?.delivery).toBe('unconfirmed')
    inLab('Marty', 'Hello', { id, own: true, ...at(YESTERDAY) })
    expect(entries(lab)).toMatchObject([{ delivery: 'sent' }])
    expect(entries(lab)[0]?.error).toBeUndefined()
  })

  test('a receipt counts from whom the message went to, and from nobody else', async () => {
    const { commands, gateway, entries, out, jid } = talk()
    commands.say(withDoc, 'Hello')
    await settled()
    gateway.event('xmpp.chat.receipt', { from: jid('biff'), id: out()[0]?.id })
    expect(entries(withDoc)[0]?.delivery).toBe('sending')
    gateway.event('xmpp.chat.receipt', { from: jid('doc'), id: out()[0]?.id })
    expect(entries(withDoc)[0]?.delivery).toBe('delivered')
  })
})

describe('corrections', () => {
  test('its author corrects a message, more than once, by the first id or the last', () => {
    const { hear, entries } = talk()
    hear('1.21 jigowats', { id: 'm1' })
    hear('1.21 jigowatts', { id: 'm2', replace: 'm1' })
    hear('1.21 gigowatts', { id: 'm3', replace: 'm1' })
    hear('1.21 gigawatts', { id: 'm4', replace: 'm3' })
    expect(entries(withDoc)).toMatchObject([{ text: '1.21 gigawatts', edited: true }])
  })

  test('nobody corrects what somebody else said', () => {
    const { inLab, texts } = talk()
    inLab('Doc', 'Hello', { id: 'm1' })
    inLab('Biff', 'Butthead', { id: 'm2', replace: 'm1' })
    expect(texts(lab)).toEqual(['Hello', 'Butthead'])
  })

  test('whoever takes over a nick corrects nothing that was said under it before', () => {
    const { inLab, gone, texts } = talk()
    inLab('Doc', 'Hello', { id: 'm1' })
    gone('Doc')
    inLab('Doc', 'Butthead', { id: 'm2', replace: 'm1' })
    expect(texts(lab)).toEqual(['Hello', 'Butthead'])
  })

  test('an occupant id corrects its own messages after any change of nick, and another id does not', () => {
    const { inLab, gone, texts } = talk()
    inLab('Doc', 'Hello', { id: 'm1', occupantId: 'o1' })
    gone('Doc')
    inLab('Emmett', 'Hello, Marty', { id: 'm2', replace: 'm1', occupantId: 'o1' })
    inLab('Doc', 'Butthead', { id: 'm3', replace: 'm1', occupantId: 'o2' })
    expect(texts(lab)).toEqual(['Hello, Marty', 'Butthead'])
  })

  test('the past of a room without occupant ids is corrected by nobody', () => {
    const { inLab, texts } = talk()
    inLab('Doc', 'Hello', { id: 'm1', ...at(YESTERDAY) })
    inLab('Doc', 'Butthead', { id: 'm2', replace: 'm1' })
    expect(texts(lab)).toEqual(['Hello', 'Butthead'])
  })

  test('a correction that was read before its message takes its place', () => {
    const { hear, entries } = talk()
    hear('Right', { id: 'm3', replace: 'm1', ...at('2025-12-31T12:00:02Z') })
    hear('Between', { id: 'b', ...at('2025-12-31T12:00:01Z') })
    hear('Wrong', { id: 'm1', ...at(YESTERDAY) })
    hear('Less wrong', { id: 'm2', replace: 'm1', ...at('2025-12-31T12:00:01Z') })
    expect(entries(withDoc)).toMatchObject([{ text: 'Right', edited: true }, { text: 'Between' }])
  })
})

test('what is said to us alone in a room stays apart from the room, both ways', async () => {
  const { gateway, entries, texts } = talk()
  const tell = (content: string, more: object) =>
    gateway.event('xmpp.muc.message', { room: ROOM, nick: 'Doc', private: true, content, ...more })
  tell('Psst', { id: 'p1' })
  tell('Yes?', { id: 'p2', own: true, echo: true, to: 'Doc' })
  expect(entries(withDocInLab)).toMatchObject([
    { text: 'Psst', own: false, author: 'Doc' },
    { text: 'Yes?', own: true, author: '', delivery: 'sending' },
  ])
  gateway.event('xmpp.delivery.confirmed', { id: 'p2', to: `${ROOM}/Doc` })
  await settled()
  expect(entries(withDocInLab)[1]?.delivery).toBe('sent')
  expect(texts(lab)).toEqual([])
})
