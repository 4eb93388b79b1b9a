import { describe, expect, test } from 'vitest'
import type { Result } from '../../transport/request.ts'
import { at, lab, ROOM, settled, talk, withDoc, withDocInLab } from './testTalk.ts'

const refused: Result<never> = { ok: false, error: { type: 'cancel', condition: 'forbidden' } }
const contents = (out: { content?: string }[]) => out.map(({ content }) => content)

describe('saying', () => {
  test('a message is shown at once and is sent when the server has it', async () => {
    const { commands, entries, out, proved } = talk()
    commands.say(withDoc, 'Hello')
    expect(entries(withDoc)).toMatchObject([{ text: 'Hello', own: true, delivery: 'sending' }])
    await settled()
    expect(out()).toMatchObject([{ to: 'doc@hill.example', content: 'Hello', receipt: true, markable: true }])
    // The gateway took it: that is no proof.
    expect(entries(withDoc)[0]?.delivery).toBe('sending')
    await proved()
    expect(entries(withDoc)[0]?.delivery).toBe('sent')
  })

  test('what is said to one in a room goes to their nick there', async () => {
    const { commands, out, entries, proved } = talk()
    commands.say(withDocInLab, 'Psst')
    await proved()
    expect(out()).toMatchObject([{ room: ROOM, to: 'Doc', content: 'Psst' }])
    expect(entries(withDocInLab)[0]?.delivery).toBe('sent')
  })

  test('one goes after the other; what waits behind a refused one goes once somebody decided', async () => {
    const { commands, gateway, entries, out, proved } = talk()
    let answer: (result: Result<unknown>) => void = () => {}
    gateway.answer('xmpp.chat.message', (data) =>
      (data as { content: string }).content === 'One'
        ? new Promise((resolve) => {
            answer = resolve
          })
        : { ok: true, value: { id: '' } },
    )
    for (const text of ['One', 'Two', 'Three']) commands.say(withDoc, text)
    commands.say(lab, 'Elsewhere')
    await settled()
    expect(contents(out())).toEqual(['One', 'Elsewhere'])
    answer(refused)
    await settled()
    expect(contents(out())).toEqual(['One', 'Elsewhere'])
    expect(entries(withDoc)).toMatchObject([
      { delivery: 'failed' },
      { delivery: 'sending', held: true },
      { delivery: 'sending', held: true },
    ])
    commands.discard(withDoc, entries(withDoc)[0]?.key ?? '')
    await proved()
    expect(contents(out())).toEqual(['One', 'Elsewhere', 'Two', 'Three'])
    expect(entries(withDoc).map(({ delivery, held }) => [delivery, held])).toEqual([
      ['sent', undefined],
      ['sent', undefined],
    ])
  })

  test('what was said without a connection goes out once, in order', async () => {
    const { commands, session, entries, out } = talk()
    session.link.set({ state: 'broken' })
    for (const text of ['One', 'Two']) commands.say(withDoc, text)
    await settled()
    expect(out()).toEqual([])
    session.link.set({ state: 'open' })
    await settled()
    expect(out().map(({ id }) => id)).toEqual(entries(withDoc).map(({ id }) => id))
    expect(contents(out())).toEqual(['One', 'Two'])
  })

  test('what was on its way when the connection broke goes out again with the same id', async () => {
    const { commands, gateway, session, entries, out, proved } = talk()
    gateway.answer('xmpp.chat.message', () => new Promise(() => {}))
    commands.say(withDoc, 'One')
    commands.say(withDoc, 'Two')
    await settled()
    session.link.set({ state: 'broken' })
    await settled()
    gateway.answer('xmpp.chat.message', () => ({ ok: true, value: { id: '' } }))
    session.link.set({ state: 'open' })
    await proved()
    expect(contents(out())).toEqual(['One', 'One', 'Two'])
    expect(out()[0]?.id).toBe(out()[1]?.id)
    expect(out().map(({ again }) => again)).toEqual([undefined, true, undefined])
    expect(out()[1]?.at).toBe('2026-01-01T12:00:00.000Z')
    expect(entries(withDoc).map(({ delivery }) => delivery)).toEqual(['sent', 'sent'])
  })

  test('a retry keeps the id and forgets the failure', async () => {
    const { commands, gateway, entries, out, proved } = talk()
    gateway.answer('xmpp.chat.message', () => refused)
    commands.say(withDoc, 'Hello')
    await settled()
    const [failed] = entries(withDoc)
    expect(failed).toMatchObject({ delivery: 'failed', error: { condition: 'forbidden' } })
    gateway.answer('xmpp.chat.message', () => ({ ok: true, value: { id: '' } }))
    commands.retry(withDoc, failed?.key ?? '')
    await proved()
    expect(out()[0]?.id).toBe(out()[1]?.id)
    expect(entries(withDoc)[0]?.delivery).toBe('sent')
    expect(entries(withDoc)[0]?.error).toBeUndefined()
    // It certainly had not been said: nobody needs to look for it.
    expect(out()[1]?.again).toBeUndefined()
  })
})

describe('correcting', () => {
  test('each correction has an id of its own and names the first message', async () => {
    const { commands, entries, out, proved } = talk()
    commands.say(withDoc, '1.21 jigowatts')
    await proved()
    const [{ key = '', id = '' } = {}] = entries(withDoc)
    commands.correct(withDoc, key, '1.21 gigowatts')
    await proved()
    commands.correct(withDoc, key, '1.21 gigawatts')
    await proved()
    expect(out().map(({ replace }) => replace)).toEqual([undefined, id, id])
    expect(new Set(out().map((each) => each.id)).size).toBe(3)
    expect(entries(withDoc)).toMatchObject([{ text: '1.21 gigawatts', edited: true, delivery: 'sent' }])
  })

  test('a correction of a correction on its way goes out after it, and its words stay', async () => {
    const { commands, entries, out, proved } = talk()
    commands.say(withDoc, 'One')
    await proved()
    const [{ key = '' } = {}] = entries(withDoc)
    commands.correct(withDoc, key, 'Two')
    commands.correct(withDoc, key, 'Three')
    await proved()
    expect(contents(out())).toEqual(['One', 'Two', 'Three'])
    expect(entries(withDoc)).toMatchObject([{ text: 'Three', delivery: 'sent' }])
  })

  test('a room confirms a correction by saying it', async () => {
    const { commands, entries, inLab, out } = talk()
    commands.say(lab, 'Wrong')
    await settled()
    inLab('Marty', 'Wrong', { id: out()[0]?.id, own: true })
    const [{ key = '' } = {}] = entries(lab)
    commands.correct(lab, key, 'Right')
    await settled()
    expect(entries(lab)[0]).toMatchObject({ text: 'Right', delivery: 'sending' })
    inLab('Marty', 'Right', { id: out()[1]?.id, replace: out()[0]?.id, own: true })
    expect(entries(lab)).toMatchObject([{ text: 'Right', delivery: 'sent', edited: true }])
  })

  test('what was there before comes back when a refused correction is discarded', async () => {
    const { commands, gateway, entries, proved } = talk()
    commands.say(withDoc, 'Before')
    await proved()
    gateway.answer('xmpp.chat.message', () => refused)
    const [{ key = '' } = {}] = entries(withDoc)
    commands.correct(withDoc, key, 'After')
    await settled()
    expect(entries(withDoc)[0]).toMatchObject({ text: 'After', delivery: 'failed' })
    commands.discard(withDoc, key)
    expect(entries(withDoc)[0]).toMatchObject({ text: 'Before', delivery: 'sent' })
    expect(entries(withDoc)[0]?.edited).toBeUndefined()
  })
})

describe('reading the archive', () => {
  /** An archive of messages in the same second, in pages of two. */
  function withArchive(all: string[], size = 2) {
    const page = talk()
    page.gateway.answer('xmpp.mam.query', (data) => {
      const { queryId, rsm } = data as { queryId: string; rsm: { before: string | true } }
      const end = rsm.before === true ? all.length : all.indexOf(rsm.before)
      const slice = all.slice(Math.max(0, end - size), end)
      for (const id of slice)
        page.gateway.event('xmpp.mam.message', {
          from: page.jid('doc'),
          content: id,
          id,
          ...at('2025-12-31T12:00:00Z'),
          mam: { id, queryId },
        })
      const [first, last] = [slice[0], slice.at(-1)]
      return { ok: true, value: {}, rsm: { first, last, complete: slice[0] === all[0] } }
    })
    return page
  }

  test('older pages come before newer ones, each in its own order', async () => {
    const { commands, texts, timeline } = withArchive(['a', 'b', 'c', 'd', 'e'])
    await commands.loadOlder(withDoc)
    expect(texts(withDoc)).toEqual(['d', 'e'])
    expect(timeline.of(withDoc).older.get()).toBe('more')
    await commands.loadOlder(withDoc)
    await commands.loadOlder(withDoc)
    expect(texts(withDoc)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(timeline.of(withDoc).older.get()).toBe('none')
  })

  test('pages that repeat what is here already are passed over', async () => {
    const { commands, texts, hear } = withArchive(['a', 'b', 'c', 'd'])
    for (const id of ['c', 'd']) hear(id, { id, ...at('2025-12-31T12:00:00Z') })
    await commands.loadOlder(withDoc)
    expect(texts(withDoc)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('one asks at a time', async () => {
    const { commands, gateway } = withArchive(['a', 'b', 'c'])
    await Promise.all([commands.loadOlder(withDoc), commands.loadOlder(withDoc)])
    // The other one is of all that one's own archive holds.
    const asked = gateway.sent.filter(
      ([name, data]) => name === 'xmpp.mam.query' && 'with' in (data as object),
    )
    expect(asked).toHaveLength(1)
  })

  test('an archive that does not answer can be asked again; one that is not there is the end', async () => {
    const { commands, gateway, timeline, session } = talk()
    const { older } = timeline.of(withDoc)
    gateway.answer('xmpp.mam.query', () => ({ ok: false, error: { type: 'wait', reason: 'timeout' } }))
    await commands.loadOlder(withDoc)
    expect(older.get()).toBe('failed')
    gateway.answer('xmpp.mam.query', () => {
      session.link.set({ state: 'broken' })
      return { ok: false, error: { type: 'wait', reason: 'disconnected' } }
    })
    await commands.loadOlder(withDoc)
    expect(older.get()).toBe('unknown')
    session.link.set({ state: 'open' })
    gateway.answer('xmpp.mam.query', () => ({
      ok: false,
      error: { type: 'cancel', condition: 'service-unavailable' },
    }))
    await commands.loadOlder(withDoc)
    expect(older.get()).toBe('none')
  })

  test('nothing gets in under the name of a query that is not ours', () => {
    const { gateway, jid, texts } = talk()
    const said = { from: jid('doc'), content: 'Forged', mam: { id: 'x', queryId: 'guess' } }
    gateway.event('xmpp.mam.message', said)
    expect(texts(withDoc)).toEqual([])
  })
})
