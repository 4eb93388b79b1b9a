import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FakeService } from '../../e2e/servers/fakeService.ts'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { startServer } from '../../e2e/servers/servers.ts'
import type { TestServer } from '../../e2e/servers/testServer.ts'
import { Cast, type Person } from './cast.ts'

const REGISTER = 'jabber:iq:register'
const SEARCH = 'jabber:iq:search'
const query = (xmlns: string, content = '') => `<query xmlns='${xmlns}'>${content}</query>`
const form = (type: string, fields: string) => `<x xmlns='jabber:x:data' type='${type}'>${fields}</x>`

// What neither server has of its own, a service of ours does behind a real one.
describe('registering with a service, and searching in one', () => {
  let server: TestServer
  let gateway: Gateway
  let cast: Cast
  let marty: Person
  let service: FakeService
  let to: string
  beforeAll(async () => {
    server = await startServer('prosody')
    gateway = await startGateway(server)
    service = await new FakeService(server).start()
    to = service.domain
    cast = new Cast({ kind: 'prosody', server, url: gateway.url })
    marty = await cast.enter('marty')
  })
  afterAll(async () => {
    await cast?.end()
    await gateway?.stop()
    await service?.stop()
    await server?.stop()
  })
  beforeEach(() => {
    service.asked.length = 0
  })

  it('what it asks for, a form or a page on the web', async () => {
    const fields = "<field var='nick' type='text-single' label='Nick'><required/></field>"
    const oob = "<x xmlns='jabber:x:oob'><url>https://hill.example/join</url></x>"
    service.answer = () => ({
      content: query(
        REGISTER,
        `<instructions>Join us</instructions><username/>${form('form', fields)}${oob}`,
      ),
    })
    expect(await marty.ok('xmpp.register.get', { to })).toEqual({
      username: true,
      instructions: 'Join us',
      form: { items: [], fields: [{ var: 'nick', type: 'text-single', label: 'Nick', required: true }] },
      oob: { url: 'https://hill.example/join' },
    })
  })

  it('what is sent there, and that one is registered; one’s own session keeps its password', async () => {
    service.answer = () => ({ content: '' })
    const account = { to, username: 'calvin', password: 'of the service' }
    expect(await marty.ok('xmpp.register.set', account)).toEqual({ registered: true })
    expect(await marty.ok('xmpp.register.password', { ...account, password: 'next' })).toEqual({
      registered: true,
    })
    expect(service.asked.map((iq) => iq.getChild('query', REGISTER)?.getChildText('password'))).toEqual([
      'of the service',
      'next',
    ])
    expect(await marty.ok('xmpp.register.unregister', { to })).toBe(true)
    expect(service.asked.at(-1)?.getChild('query', REGISTER)?.getChild('remove')).toBeDefined()
    expect(await marty.ok('xmpp.ping', {})).toBe(true)
    const tab = cast.tab(marty.cookie)
    await tab.hear('xmpp.connection')
  })

  it('a refusal tells the form that is wanted instead, without what was typed as a secret', async () => {
    const fields =
      "<field var='old_password' type='text-private'><required/><value>canary</value></field><field var='pin'/>"
    service.answer = () => ({
      type: 'error',
      content: `${query(REGISTER, form('form', fields))}<error type='modify'><not-authorized xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>`,
    })
    for (const event of [
      'xmpp.register.set',
      'xmpp.register.password',
      'xmpp.register.unregister',
    ] as const) {
      const error = await marty.refused(event, { to })
      expect(error).toEqual({
        type: 'modify',
        condition: 'not-authorized',
        form: {
          items: [],
          fields: [{ var: 'old_password', type: 'text-private', required: true }, { var: 'pin' }],
        },
      })
    }
  })

  it('a search by fields, answered in the old way', async () => {
    service.answer = (iq) =>
      iq.attrs.type === 'get'
        ? { content: query(SEARCH, '<instructions>Fill in</instructions><last/><nick/>') }
        : { content: query(SEARCH, "<item jid='doc@hill.example'><last>Brown</last></item>") }
    expect(await marty.ok('xmpp.search.get', { to })).toEqual({
      instructions: 'Fill in',
      basic: ['last', 'nick'],
    })
    expect(await marty.ok('xmpp.search.do', { to, basic: { last: 'Brown & <Sons>' } })).toEqual({
      fields: { jid: {}, last: {} },
      results: [{ jid: 'doc@hill.example', last: 'Brown' }],
    })
    expect(service.asked.at(-1)?.getChild('query', SEARCH)?.getChildText('last')).toBe('Brown & <Sons>')
  })

  it('a search by form; columns that were not reported are no harm', async () => {
    const reported = "<reported><field var='name' label='Name' type='text-multi'/></reported>"
    const item =
      "<item><field var='name'><value>Emmett</value><value>Brown</value></field><field var='age'><value>65</value></field></item>"
    service.answer = () => ({ content: query(SEARCH, form('result', reported + item)) })
    expect(await marty.ok('xmpp.search.do', { to, form: [{ var: 'name', value: 'Emmett' }] })).toEqual({
      fields: { name: { label: 'Name', type: 'text-multi' }, age: {} },
      results: [{ name: ['Emmett', 'Brown'], age: '65' }],
    })
  })

  it('a service that says nothing sensible breaks nothing', async () => {
    service.answer = () => ({ content: '<junk xmlns="urn:x-hill:junk"/>' })
    expect(await marty.ok('xmpp.search.do', { to, basic: { nick: 'x' } })).toEqual({
      fields: {},
      results: [],
    })
    expect(await marty.ok('xmpp.search.get', { to })).toEqual({ basic: [] })
    expect(await marty.ok('xmpp.register.get', { to })).toEqual({})
    expect(await marty.ok('xmpp.vcard.get', { to })).toEqual({})
  })
})
