import type { Element } from '@xmpp/xml'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, type Person } from './cast.ts'
import { openStranger, type Stranger } from './stranger.ts'

const NS = 'http://jabber.org/protocol/commands'
const ITEMS = 'http://jabber.org/protocol/disco#items'

const hourForm = `<x xmlns='jabber:x:data' type='form'><title>Strike</title><field var='hour' type='list-single' label='Hour'><required/><option label='Ten'><value>10</value></option><option label='Two'><value>2</value></option></field></x>`
const sureForm = `<x xmlns='jabber:x:data' type='form'><field var='loud' type='boolean' label='Loud'><value>1</value></field></x>`

/** A clock tower with a command of two steps. */
class Clock {
  hour = ''
  struck = ''

  answer(iq: Element): string | undefined {
    const command = iq.getChild('command', NS)
    if (!command) return this.#describe(iq)
    const { action = 'execute', sessionid = 'session-1' } = command.attrs
    const value = (name: string) =>
      command
        .getChild('x')
        ?.getChildren('field')
        .find(({ attrs }) => attrs.var === name)
        ?.getChildText('value') ?? ''
    const stage = (status: string, content: string) =>
      `<command xmlns='${NS}' node='strike' sessionid='${sessionid}' status='${status}'>${content}</command>`
    if (action === 'cancel') return stage('canceled', '')
    if (action === 'next') {
      this.hour = value('hour')
      return stage('executing', `<actions execute='complete'><prev/><complete/></actions>${sureForm}`)
    }
    if (action === 'complete') {
      this.struck = `${this.hour} ${value('loud')}`
      return stage(
        'completed',
        `<note type='info'>It is ${this.hour}</note><note type='warn'>Cover your ears</note>`,
      )
    }
    return stage('executing', `<actions execute='next'><next/></actions>${hourForm}`)
  }

  #describe(iq: Element): string | undefined {
    if (iq.getChild('query', ITEMS))
      return `<query xmlns='${ITEMS}' node='${NS}'><item jid='${iq.attrs.to}' node='strike' name='Strike &amp; tell'/></query>`
    return iq.getChild('query')
      ? `<query xmlns='http://jabber.org/protocol/disco#info' node='strike'><identity category='automation' type='command-node' name='Strike'/><feature var='${NS}'/></query>`
      : undefined
  }
}

describe.each(inject('targets'))('commands on $kind', (target) => {
  const cast = new Cast(target)
  const clock = new Clock()
  let marty: Person
  let tower: Stranger
  beforeAll(async () => {
    ;[marty, tower] = await Promise.all([cast.enter('marty'), openStranger(target, 'tower')])
    tower.respond = (iq) => clock.answer(iq)
  })
  afterAll(async () => {
    tower?.end()
    await cast.end()
  })

  it('the own server lists its commands, where it has some, and refuses what it has not', async () => {
    const { error, reply, rsm } = await marty.ask('xmpp.command.list', {})
    expect(error).toBeNull()
    for (const command of reply) expect(command).toMatchObject({ node: expect.any(String) })
    expect(rsm).toEqual({})
    const refused = await marty.refused('xmpp.command.do', { node: 'urn:x-hill:no-such-command' })
    expect(refused.condition).toMatch(/^(?:item-not-found|service-unavailable|bad-request)$/u)
  })

  it('a command of one step is done at once', async () => {
    const commands = await marty.ok('xmpp.command.list', {})
    const node = target.kind === 'prosody' ? 'uptime' : 'ping'
    expect(commands.map((each) => each.node)).toContain(node)
    const info = await marty.ok('xmpp.command.info', { node })
    expect(info).toContainEqual(
      expect.objectContaining({ kind: 'identity', category: 'automation', type: 'command-node' }),
    )
    const done = await marty.ok('xmpp.command.do', { node })
    expect(done).toMatchObject({
      status: 'completed',
      note: { type: 'info', description: expect.any(String) },
    })
  })

  it('the embedded server, and no other, has one with a way on, back and out', async () => {
    const node = 'hoverboard#weekday'
    if (target.kind !== 'prosody') {
      expect((await marty.refused('xmpp.command.do', { node })).condition).toBe('item-not-found')
      return
    }
    const first = await marty.ok('xmpp.command.do', { node })
    const session = { node, sessionId: first.sessionId }
    const wrong = [{ var: 'date', value: '1955-02-30' }]
    const again = await marty.ok('xmpp.command.do', { ...session, action: 'next', form: wrong })
    expect(again).toMatchObject({ status: 'executing', note: { type: 'error' } })
    expect(again.form?.fields?.[0]?.value).toBe('1955-02-30')
    const right = [{ var: 'date', value: '1955-11-12' }]
    const second = await marty.ok('xmpp.command.do', { ...session, action: 'next', form: right })
    expect(second.actions).toEqual({ execute: 'complete', values: ['prev', 'complete'] })
    const back = await marty.ok('xmpp.command.do', { ...session, action: 'prev' })
    expect(back.form?.fields?.[0]?.value).toBe('1955-11-12')
    await marty.ok('xmpp.command.do', { ...session, action: 'next', form: right })
    const style = [{ var: 'style', value: 'number' }]
    const { status, note } = await marty.ok('xmpp.command.do', {
      ...session,
      action: 'complete',
      form: style,
    })
    expect(status).toBe('completed')
    expect(note?.description).toBe('1955-11-12 is a Saturday. In the week, that is day 6.')
    const other = await marty.ok('xmpp.command.do', { node })
    const out = { node, sessionId: other.sessionId, action: 'cancel' as const }
    expect((await marty.ok('xmpp.command.do', out)).status).toBe('canceled')
  })

  it('somebody else’s commands are listed and described', async () => {
    const to = tower.jid
    expect(await marty.ok('xmpp.command.list', { to })).toEqual([{ node: 'strike', name: 'Strike & tell' }])
    expect(await marty.ok('xmpp.command.info', { to, node: 'strike' })).toEqual([
      { kind: 'identity', category: 'automation', type: 'command-node', name: 'Strike' },
      { kind: 'feature', var: NS },
    ])
  })

  it('a command of two steps goes on, back, on and to its end', async () => {
    const at = { to: tower.jid, node: 'strike' }
    const first = await marty.ok('xmpp.command.do', at)
    expect(first).toMatchObject({
      status: 'executing',
      sessionId: 'session-1',
      actions: { execute: 'next', values: ['next'] },
      form: { title: 'Strike', fields: [{ var: 'hour', required: true }] },
    })
    const session = { ...at, sessionId: first.sessionId }
    const hour = [{ var: 'hour', value: '2' }]
    const second = await marty.ok('xmpp.command.do', { ...session, action: 'next', form: hour })
    expect(second).toMatchObject({
      actions: { execute: 'complete', values: ['prev', 'complete'] },
      form: { fields: [{ var: 'loud', value: true }] },
    })
    const back = await marty.ok('xmpp.command.do', { ...session, action: 'prev' })
    expect(back.form?.title).toBe('Strike')
    const ten = [{ var: 'hour', value: '10' }]
    await marty.ok('xmpp.command.do', { ...session, action: 'next', form: ten })
    const loud = [{ var: 'loud', value: false }]
    expect(await marty.ok('xmpp.command.do', { ...session, action: 'complete', form: loud })).toEqual({
      status: 'completed',
      sessionId: 'session-1',
      note: { type: 'info', description: 'It is 10' },
      notes: [
        { type: 'info', description: 'It is 10' },
        { type: 'warn', description: 'Cover your ears' },
      ],
    })
    expect(clock.struck).toBe('10 false')
  })

  it('a command is cancelled', async () => {
    const at = { to: tower.jid, node: 'strike' }
    const { sessionId } = await marty.ok('xmpp.command.do', at)
    const cancelled = await marty.ok('xmpp.command.do', { ...at, sessionId, action: 'cancel' })
    expect(cancelled).toEqual({ status: 'canceled', sessionId: 'session-1' })
  })

  it('commands are announced', async () => {
    tower.send(
      `<message to='${marty.jid}'><query xmlns='${ITEMS}' node='${NS}'><item jid='${tower.jid}' node='strike' name='Strike'/></query></message>`,
    )
    expect(await marty.hear('xmpp.command.list')).toEqual([
      { node: 'strike', name: 'Strike', jid: tower.jid, from: tower.jid },
    ])
  })

  it('nobody can have a command done here', async () => {
    const own = await cast.tab(marty.cookie).hear('xmpp.connection')
    const full = `${own.jid.user}@${own.jid.domain}/${own.jid.resource}`
    tower.send(`<iq type='set' id='c1' to='${full}'><command xmlns='${NS}' node='strike'/></iq>`)
    const answer = await tower.answerTo('c1')
    expect(answer.getChild('error')?.getChild('service-unavailable')).toBeDefined()
  })
})
