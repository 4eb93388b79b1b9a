import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, type Person } from './cast.ts'

const MOST = 10 * 1024 * 1024
const WORDS = 'Gray’s Sports Almanac'
const BYTES = new TextEncoder().encode(WORDS)
const FILE = { name: 'almanac 1950–2000.txt', size: BYTES.length, type: 'text/plain' }

describe.each(inject('targets'))('files on $kind', (target) => {
  const cast = new Cast(target)
  let marty: Person
  let doc: Person
  beforeAll(async () => {
    ;[marty, doc] = await Promise.all([cast.enter('marty'), cast.enter('doc')])
  })
  afterAll(() => cast.end())

  it('the service is found, and says how much it takes', async () => {
    const service = await marty.ok('xmpp.upload.service', {})
    expect(service).toEqual({ jid: `upload.${target.server.domain}`, maxSize: MOST })
  })

  it('what was put into a slot is found there by everybody, and told with its address', async () => {
    const { put, get } = await marty.ok('xmpp.upload.slot', FILE)
    const origin = `http://127.0.0.1:${target.server.wsPort}`
    expect([new URL(put.url).origin, new URL(get.url).origin]).toEqual([origin, origin])
    const headers = { ...put.headers, 'content-type': FILE.type }
    const answer = await fetch(put.url, { method: 'PUT', headers, body: BYTES })
    expect(answer.status).toBe(201)
    expect(await (await fetch(get.url)).text()).toBe(WORDS)

    await marty.ok('xmpp.chat.message', { to: doc.jid, content: get.url, oob: { url: get.url } })
    const heard = await doc.hear('xmpp.chat.message', { content: get.url })
    expect(heard.oob).toEqual({ url: get.url })
  })

  it('a page of the gateway may put it there, as the browser asks first', async () => {
    const { put } = await marty.ok('xmpp.upload.slot', FILE)
    const answer = await fetch(put.url, {
      method: 'OPTIONS',
      headers: {
        origin: target.url,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': ['content-type', ...Object.keys(put.headers)].join(', '),
      },
    })
    expect(answer.ok).toBe(true)
    const said = (name: string) => answer.headers.get(`access-control-allow-${name}`)?.toLowerCase() ?? ''
    expect([target.url, '*']).toContain(said('origin'))
    expect(said('methods')).toContain('put')
    for (const name of ['content-type', ...Object.keys(put.headers)])
      expect(said('headers')).toContain(name.toLowerCase())
  })

  it('the gateway’s own page may go there, and nowhere else', async () => {
    const origin = `http://127.0.0.1:${target.server.wsPort}`
    const page = await fetch(target.url)
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain(`img-src 'self' blob: ${origin};`)
    expect(policy).toContain(`connect-src 'self' ${origin};`)
    expect((await (await fetch(`${target.url}/session`)).json()).files).toEqual([origin])
  })

  it('what is larger than it takes is refused with the most', async () => {
    expect(await marty.refused('xmpp.upload.slot', { ...FILE, size: MOST + 1 })).toMatchObject({
      condition: 'not-acceptable',
      reason: 'too-long',
      detail: String(MOST),
    })
  })

  // ejabberd as it is set up here takes files of everybody.
  if (target.kind === 'prosody')
    it('guests of a server that keeps none for them are told so', async () => {
      const guest = cast.script()
      guest.say('xmpp.login.anonymous', { jid: target.server.anonymousDomain })
      await guest.hear('xmpp.connection', { status: 'online' })
      const refusal = await guest.refused('xmpp.upload.slot', FILE)
      expect(refusal).toMatchObject({ reason: 'unsupported' })
    })
})
