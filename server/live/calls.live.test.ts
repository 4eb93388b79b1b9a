import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, type Person } from './cast.ts'
import { openStranger, type Stranger } from './stranger.ts'

const RPC = 'jabber:iq:rpc'
const HTTP = 'http://jabber.org/protocol/http-auth'
const JINGLE = 'urn:xmpp:jingle:1'

describe.each(inject('targets'))('what others ask, and are asked, on $kind', (target) => {
  const cast = new Cast(target)
  let marty: Person
  let martyFull: string
  let doc: Person
  let docFull: string
  let clara: Stranger
  const fullOf = async (person: Person) => {
    const { jid } = await cast.tab(person.cookie).hear('xmpp.connection')
    return `${jid.user}@${jid.domain}/${jid.resource}`
  }
  beforeAll(async () => {
    ;[marty, doc, clara] = await Promise.all([cast.enter('marty'), cast.enter('doc'), openStranger(target)])
    ;[martyFull, docFull] = await Promise.all([fullOf(marty), fullOf(doc)])
  })
  afterAll(async () => {
    clara?.end()
    await cast.end()
  })

  it('a method is called from browser to browser, with every kind of value', async () => {
    const params = [
      { type: 'i4' as const, value: 0 },
      { type: 'double' as const, value: 1.21 },
      { type: 'boolean' as const, value: false },
      { type: 'string' as const, value: 'Grüße & <more>' },
      {
        type: 'struct' as const,
        value: [{ name: 'list', type: 'array' as const, value: [{ type: 'string' as const, value: '' }] }],
      },
    ]
    const answer = marty.ok('xmpp.rpc.perform', { to: docFull, method: 'clock.strike', params })
    const request = await doc.hear('xmpp.rpc.request')
    expect(request).toMatchObject({ command: 'clock.strike', params })
    await doc.ok('xmpp.rpc.result', { to: martyFull, id: request.id, params })
    expect(await answer).toEqual(params)
  })

  it('a method that fails says so, and a second answer is refused', async () => {
    const answer = marty.refused('xmpp.rpc.perform', { to: docFull, method: 'clock.fly' })
    const request = await doc.hear('xmpp.rpc.request')
    const fault = { code: 4, string: 'Too heavy' }
    await doc.ok('xmpp.rpc.result', { to: martyFull, id: request.id, fault })
    expect(await answer).toMatchObject({ application: { condition: 'fault', description: 'Too heavy' } })
    const late = await doc.refused('xmpp.rpc.result', { to: martyFull, id: request.id })
    expect(late.reason).toBe('not-found')
  })

  it('a client that knows no methods refuses', async () => {
    clara.respond = () => undefined
    clara.send(`<iq type='set' id='r1' to='${martyFull}'><query xmlns='${RPC}'><methodCall/></query></iq>`)
    expect((await clara.answerTo('r1')).getChild('error')?.getChild('bad-request')).toBeDefined()
  })

  it('a person confirms and denies what was asked of the web in their name', async () => {
    const confirm = `<confirm xmlns='${HTTP}' id='a7374' method='GET' url='https://hill.example/a?b&amp;c'/>`
    clara.send(`<iq type='get' id='h1' to='${martyFull}'>${confirm}</iq>`)
    const asked = await marty.hear('xmpp.http.verify')
    expect(asked).toMatchObject({
      type: 'iq',
      id: 'h1',
      request: { method: 'GET', id: 'a7374', url: 'https://hill.example/a?b&c' },
    })
    await marty.ok('xmpp.http.confirm', { type: 'iq', id: 'h1', to: clara.jid })
    expect((await clara.answerTo('h1')).attrs.type).toBe('result')
    const answered = { type: 'iq', id: 'h1', answer: 'confirmed' }
    expect(await marty.hear('xmpp.http.answered')).toMatchObject(answered)
    clara.send(`<message to='${marty.jid}'><thread>t1</thread><body>You?</body>${confirm}</message>`)
    const { id, request, description } = await marty.hear('xmpp.http.verify', { type: 'message' })
    expect(description).toBe('You?')
    await marty.ok('xmpp.http.deny', { type: 'message', id, to: clara.jid, request })
    const denial = await clara.hear((stanza) => stanza.name === 'message' && stanza.attrs.type === 'error')
    expect(denial.getChildText('thread')).toBe('t1')
    expect(denial.getChild('confirm', HTTP)?.attrs.id).toBe('a7374')
    expect(denial.getChild('error')?.getChild('not-authorized')).toBeDefined()
  })

  it('a call is signalled from browser to browser, and acknowledged', async () => {
    const jingle = {
      sid: 'a73sj',
      action: 'session-initiate',
      contents: [
        {
          name: 'voice',
          creator: 'initiator',
          description: {
            descType: 'rtp' as const,
            media: 'audio',
            payloads: [{ id: 111, name: 'opus', parameters: [{ key: 'minptime', value: 10 }] }],
          },
          transport: { transType: 'iceUdp' as const, candidates: [{ ip: '192.0.2.1', port: 8998 }] },
        },
      ],
    }
    const answer = marty.ok('xmpp.jingle.request', { to: docFull, type: 'set', jingle })
    const call = await doc.hear('xmpp.jingle.request')
    expect(call).toMatchObject({
      from: martyFull,
      jingle: { contents: [{ description: { payloads: [{ id: '111', parameters: [{ value: '10' }] }] } }] },
    })
    await doc.ok('xmpp.jingle.request', { to: martyFull, id: call.id, type: 'result' })
    expect(await answer).toBe(true)
    const end = { sid: 'a73sj', action: 'session-terminate', reason: { condition: 'decline' } }
    const ended = marty.ok('xmpp.jingle.request', { to: docFull, jingle: end })
    const { jingle: told } = await doc.hear('xmpp.jingle.request', {
      jingle: { action: 'session-terminate' },
    })
    expect(told.reason).toEqual({ condition: 'decline' })
    // No page says anything to it: the gateway acknowledges.
    expect(await ended).toBe(true)
  })

  it('who calls where nobody takes calls is told so', async () => {
    clara.send(
      `<iq type='set' id='j0' to='${martyFull}'><jingle xmlns='${JINGLE}' sid='y' action='session-initiate'/></iq>`,
    )
    const refusal = (await clara.answerTo('j0')).getChild('error')
    expect(refusal?.getChild('service-unavailable')).toBeDefined()
  })

  it('a page refuses a call in Jingle’s words', async () => {
    clara.send(
      `<iq type='set' id='j1' to='${martyFull}'><jingle xmlns='${JINGLE}' sid='x' action='session-info'/></iq>`,
    )
    await marty.hear('xmpp.jingle.request', { id: 'j1' })
    const error = { type: 'cancel' as const, condition: 'item-not-found', jingleCondition: 'unknown-session' }
    await marty.ok('xmpp.jingle.request', { to: clara.jid, id: 'j1', error })
    const refusal = (await clara.answerTo('j1')).getChild('error')
    expect(refusal?.getChild('unknown-session', 'urn:xmpp:jingle:errors:1')).toBeDefined()
  })

  it('what nobody understands is told as it is, and refused', async () => {
    clara.send(`<iq type='set' id='u1' to='${martyFull}'><flux xmlns='urn:x-hill:flux'>a &amp; b</flux></iq>`)
    expect(await marty.hear('xmpp.wtf.push')).toMatch(
      /<flux xmlns=["']urn:x-hill:flux["']>a &amp; b<\/flux>/u,
    )
    expect((await clara.answerTo('u1')).getChild('error')?.getChild('service-unavailable')).toBeDefined()
  })

  it('a browser says for itself what it can, after its first word', async () => {
    const features = [{ kind: 'feature', var: 'urn:x-hill:time-travel' }]
    const info = marty.ok('xmpp.discover.info', { of: docFull })
    const first = await doc.hear('xmpp.discover.client', { from: martyFull })
    await doc.ok('xmpp.discover.client', { to: first.from, id: first.id, features })
    expect(await info).toContainEqual({ kind: 'feature', var: 'urn:xmpp:ping' })
    const again = marty.ok('xmpp.discover.info', { of: docFull })
    const second = await doc.hear('xmpp.discover.client', { from: martyFull })
    await doc.ok('xmpp.discover.client', { to: second.from, id: second.id, features })
    expect(await again).toEqual(features)
  })

  it('archive preferences are taken', async () => {
    const prefs = { default: 'roster' as const, always: [doc.jid], never: [] }
    expect(await marty.ok('xmpp.mam.preferences', prefs)).toBe(true)
    expect(await marty.ok('xmpp.mam.preferences', { default: 'always' })).toBe(true)
  })
})
