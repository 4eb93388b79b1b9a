import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { CommandInput } from '#protocol/index.ts'
import { Cast, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'

describe.each(inject('targets'))('the archive on $kind', (target) => {
  const cast = new Cast(target)
  let doc: Person
  let marty: Person
  beforeAll(async () => {
    ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
    for (let i = 1; i <= 7; i++) {
      await marty.ok('xmpp.chat.message', { to: doc.jid, content: `message ${i}` })
      await doc.hear('xmpp.chat.message', { content: `message ${i}` })
    }
  })
  afterAll(() => cast.end())

  async function page(
    who: Person,
    query: CommandInput<'xmpp.mam.query'> & { queryId: string },
  ): Promise<{ contents: (string | undefined)[]; rsm: Record<string, unknown> }> {
    const { error, rsm } = await who.ask('xmpp.mam.query', query)
    expect(error).toBeNull()
    const contents = []
    for (;;) {
      const next = await who
        .hear('xmpp.mam.message', { mam: { queryId: query.queryId } }, 1)
        .catch(() => undefined)
      if (!next) return { contents, rsm }
      contents.push(next.content)
    }
  }

  it('pages forwards to the end, each message once, all before the acknowledgement', async () => {
    const first = await page(marty, { queryId: 'q1', with: doc.jid, rsm: { max: 3 } })
    expect(first.contents).toEqual(['message 1', 'message 2', 'message 3'])
    expect(first.rsm).toMatchObject({ first: expect.any(String), last: expect.any(String) })
    expect(first.rsm).not.toHaveProperty('complete')
    const second = await page(marty, {
      queryId: 'q2',
      with: doc.jid,
      rsm: { max: 3, after: String(first.rsm.last) },
    })
    expect(second.contents).toEqual(['message 4', 'message 5', 'message 6'])
    const third = await page(marty, {
      queryId: 'q3',
      with: doc.jid,
      rsm: { max: 3, after: String(second.rsm.last) },
    })
    expect(third.contents).toEqual(['message 7'])
    expect(third.rsm).toMatchObject({ complete: true })
  })

  it('gives the last page first when asked for it', async () => {
    const { contents } = await page(doc, { queryId: 'last', rsm: { max: 2, before: true } })
    expect(contents).toEqual(['message 6', 'message 7'])
  })

  it('a message of the past has its archive id, its time, its people', async () => {
    await doc.ask('xmpp.mam.query', { queryId: 'one', rsm: { max: 1, before: true } })
    const { from, mam, delay, content, id, originId } = await doc.hear('xmpp.mam.message', {
      content: 'message 7',
    })
    expect(`${from.user}@${from.domain}`).toBe(marty.jid)
    expect(`${mam.to?.user}@${mam.to?.domain}`).toBe(doc.jid)
    expect(mam).toMatchObject({ queryId: 'one', id: expect.any(String) })
    expect(delay?.when).toMatch(/^\d{4}-\d\d-\d\dT/u)
    expect({ content, isSame: id === originId }).toEqual({ content: 'message 7', isSame: true })
  })

  it('a time span without messages is empty and complete', async () => {
    const span = { start: '1985-10-26T01:20:00Z', end: '1985-10-26T01:35:00Z' }
    const { error, reply, rsm } = await marty.ask('xmpp.mam.query', { queryId: 'none', ...span })
    expect({ error, reply }).toEqual({ error: null, reply: span })
    expect(rsm).toMatchObject({ complete: true })
    await marty.silent('xmpp.mam.message', { mam: { queryId: 'none' } }, 100)
  })

  it('a room’s archive tells who spoke, by nick', async () => {
    const room = await openRoom('archived', doc, [marty])
    for (const content of ['first', 'second']) {
      await marty.ok('xmpp.muc.message', { room, content })
      await doc.hear('xmpp.muc.message', { content })
    }
    const { error } = await doc.ask('xmpp.mam.query', { queryId: 'room', to: room, rsm: { max: 50 } })
    expect(error).toBeNull()
    expect(await doc.hear('xmpp.mam.message', { content: 'first' })).toMatchObject({ room, nick: 'marty' })
    expect(await doc.hear('xmpp.mam.message', { content: 'second' })).toMatchObject({ room, nick: 'marty' })
  })

  it('preferences are set', async () => {
    expect(await marty.ok('xmpp.mam.preferences', { default: 'always', never: [doc.jid] })).toBe(true)
    expect(await marty.ok('xmpp.mam.preferences', { default: 'always' })).toBe(true)
  })

  it.each([
    ['xmpp.mam.preferences', {}, "Missing 'default' key"],
    ['xmpp.mam.preferences', { default: 'always', always: 'x' }, "'always' should be an array"],
    ['xmpp.mam.query', { start: 'yesterday' }, "'start' is not valid"],
  ])('%s with %o is refused', async (name, data, description) => {
    expect(await marty.raw(name, data)).toMatchObject([{ condition: 'client-error', description }])
  })
})
