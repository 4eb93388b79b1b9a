import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, type Person } from './cast.ts'

describe.each(inject('targets'))('looking for people on $kind', (target) => {
  const cast = new Cast(target)
  const family = `McFly${Math.random().toString(36).slice(2)}`
  // COMPAT: Prosody has no directory; ejabberd's is mod_vcard's.
  const to = target.kind === 'ejabberd' ? `vjud.${target.server.domain}` : target.server.domain
  let marty: Person
  let doc: Person
  beforeAll(async () => {
    ;[marty, doc] = await Promise.all([cast.enter('marty'), cast.enter('doc')])
    await marty.ok('xmpp.vcard.set', { fn: `Marty ${family}`, n: { given: 'Marty', family } })
  })
  afterAll(() => cast.end())

  it('the directory says what can be looked for, or that there is none', async () => {
    const { error, reply } = await doc.ask('xmpp.search.get', { to })
    if (target.kind === 'prosody') {
      expect(error).toMatchObject({ type: 'cancel', condition: 'service-unavailable' })
      return
    }
    expect(reply.instructions).toBeTypeOf('string')
    expect(reply.form?.fields?.map((field) => field.var)).toEqual(
      expect.arrayContaining(['user', 'fn', 'first', 'last', 'nick', 'email']),
    )
  })

  it('a form finds whoever told of themselves', async () => {
    const { error, reply } = await doc.ask('xmpp.search.do', { to, form: [{ var: 'last', value: family }] })
    if (target.kind === 'prosody') {
      expect(error).toMatchObject({ type: 'cancel', condition: 'service-unavailable' })
      return
    }
    expect(reply.results).toHaveLength(1)
    expect(reply.results[0]).toMatchObject({ jid: marty.jid, first: 'Marty', last: family })
    expect(reply.fields).toMatchObject({ jid: { label: expect.any(String) }, last: {} })
  })

  it('nobody is found where there is nobody', async () => {
    const { error, reply } = await doc.ask('xmpp.search.do', {
      to,
      form: [{ var: 'last', value: `${family}-not` }],
    })
    if (target.kind === 'prosody') expect(error).toMatchObject({ condition: 'service-unavailable' })
    else expect(reply).toMatchObject({ results: [] })
  })
})
