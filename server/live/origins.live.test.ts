import { get } from 'node:http'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, type Person, postSession } from './cast.ts'

describe.each(inject('targets'))('other origins on $kind', (target) => {
  const { url } = target
  const cast = new Cast(target)
  let marty: Person
  beforeAll(async () => {
    marty = await cast.enter('marty')
  })
  afterAll(() => cast.end())

  const connects = (extraHeaders: Record<string, string>) =>
    new Promise<boolean>((resolve) => {
      const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders })
      const end = (isOpen: boolean) => {
        socket.close()
        resolve(isOpen)
      }
      socket.once('connect', () => end(true))
      socket.once('connect_error', () => end(false))
    })

  /** The status of the handshake’s answer, as a browser would get it; of polling, too. */
  const statusOf = (transport: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const upgrade = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-version': '13',
      }
      const request = get(
        `${url}/socket.io/?EIO=4&transport=${transport}`,
        { headers: { ...(transport === 'websocket' ? upgrade : {}), ...headers } },
        (response) => resolve(response.resume().statusCode),
      )
      request.on('upgrade', ({ statusCode }, socket) => {
        socket.destroy()
        resolve(statusCode)
      })
      request.on('error', reject)
    })

  it.each([[{ origin: 'https://evil.example' }], [{ origin: 'null' }], [{ origin: 'http://127.0.0.1:1' }]])(
    'a handshake with %o is refused, with the cookie and without',
    async (headers) => {
      expect(await connects(headers)).toBe(false)
      expect(await connects({ ...headers, cookie: marty.cookie })).toBe(false)
      for (const transport of ['websocket', 'polling'])
        for (const all of [headers, { ...headers, cookie: marty.cookie }])
          expect(await statusOf(transport, all)).toBe(403)
      expect(await statusOf('websocket', { origin: url })).toBe(101)
    },
  )

  it('a browser that hides its origin is refused; a script without one is served', async () => {
    expect(await connects({ cookie: marty.cookie })).toBe(false)
    expect(await connects({ 'sec-fetch-site': 'cross-site' })).toBe(false)
    expect(await connects({})).toBe(true)
    expect(await connects({ origin: url, cookie: marty.cookie })).toBe(true)
  })

  it('a form of another site can neither sign in nor out', async () => {
    const headers = { origin: 'https://evil.example' }
    expect(await postSession(url, { kind: 'password', ...marty.account }, headers)).toMatchObject({
      status: 403,
      error: { reason: 'forbidden' },
      setCookie: '',
    })
    const gone = await fetch(`${url}/session`, {
      method: 'DELETE',
      headers: { ...headers, cookie: marty.cookie },
    })
    expect(gone.status).toBe(403)
    const info = await fetch(`${url}/session`, { headers: { cookie: marty.cookie } })
    expect(await info.json()).toMatchObject({ session: { jid: marty.jid } })
  })

  it.each(['{', '[]', '"x"', '{"kind":"root"}', '{"kind":"password"}', '{"__proto__":{"kind":"anonymous"}}'])(
    'a sign-in of %s is refused as bad data',
    async (body) => {
      expect(await postSession(url, body)).toMatchObject({ status: 400, error: { reason: 'bad-data' } })
    },
  )

  it('a sign-in of a megabyte is refused before it is read', async () => {
    const body = JSON.stringify({ kind: 'password', jid: 'x', password: 'x'.repeat(1024 * 1024) })
    expect((await postSession(url, body).catch(() => ({ status: 413 }))).status).toBe(413)
  })

  it.each([
    '/package.json',
    '/.env',
    '/server/main.ts',
    '/metrics',
    '/..%2fpackage.json',
    '/assets/../package.json',
  ])('%s does not exist, and has the same headers', async (path) => {
    const response = await fetch(url + path)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('x-powered-by')).toBeNull()
    await response.text()
  })
})
