import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Audit } from './gateway/audit.ts'
import type { Session } from './gateway/session.ts'
import { Sessions } from './gateway/sessions.ts'
import { createHttp } from './http.ts'

const DEMO = [{ jid: 'marty@example.org', password: 'secret', name: 'Marty' }]
const TOKEN = 't'.repeat(43)
let ended = 0
let isClosing = false

// Signs everybody in whose password is right, without a server.
class OpenSessions extends Sessions {
  readonly #session = {
    jid: { domain: 'example.org', user: 'marty' },
    bareJid: 'marty@example.org',
    isGuest: false,
  } as unknown as Session

  override find(token: string | undefined): Session | undefined {
    return token === TOKEN ? this.#session : undefined
  }

  override end: Sessions['end'] = async (tokens) => {
    ended += tokens.filter((token) => token === TOKEN).length
  }

  override lastWord: Sessions['lastWord'] = (tokens) =>
    tokens.includes('ended') ? { jid: 'marty@example.org', reason: 'ended-elsewhere' } : undefined

  override get isClosing(): boolean {
    return isClosing
  }

  override signIn: Sessions['signIn'] = async (how) => {
    if (how.kind === 'password' && how.password === 'right')
      return { ok: true, session: this.#session, token: TOKEN }
    return { ok: false, error: { type: 'auth', condition: 'login-fail', reason: 'wrong-password' } }
  }
}

const folder = mkdtempSync(join(tmpdir(), 'web-'))
const SCRIPT = 'export const a = 1\n'.repeat(100)
// Before the server is made: it looks at the folder once.
mkdirSync(join(folder, 'assets'))
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Hoverboard</title>')
writeFileSync(join(folder, '.env'), 'SECRET=1')
writeFileSync(join(folder, 'assets', 'app-1a2b.js'), SCRIPT)
writeFileSync(join(folder, 'client.js'), SCRIPT)
writeFileSync(join(folder, 'assets', 'app-1a2b.js.gz'), gzipSync(SCRIPT))
const http = createHttp({
  sessions: new OpenSessions({
    log: () => {},
    audit: new Audit(() => {}),
    domains: ['example.org', 'guest.example.org'],
    anonymousDomain: 'guest.example.org',
    registration: false,
    limits: true,
  }),
  webRoot: folder,
  origins: ['https://chat.example.org'],
  trustProxy: 'loopback',
  demo: DEMO,
})
let port = 0

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

function ask(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // Not `fetch`: it forbids some of these headers.
    const request = send({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      )
    })
    request.once('error', reject).end(body)
  })
}

const own = () => ({ origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' })
const signIn = (password: string, headers: Record<string, string> = {}) =>
  ask(
    'POST',
    '/session',
    { ...own(), ...headers },
    JSON.stringify({ kind: 'password', jid: 'marty', password }),
  )

beforeAll(async () => {
  await new Promise<void>((resolve) => http.server.listen(0, '127.0.0.1', resolve))
  port = (http.server.address() as AddressInfo).port
})
afterAll(() => {
  http.server.close()
  rmSync(folder, { recursive: true, force: true })
})

test.each([
  ['GET', '/', 200],
  ['GET', '/assets/app-1a2b.js', 200],
  ['GET', '/health', 200],
  ['GET', '/session', 200],
  ['POST', '/session', 400],
  ['DELETE', '/session', 204],
  ['GET', '/nothing', 404],
  ['GET', '/.env', 404],
  ['GET', '/package.json', 404],
  ['GET', '/metrics', 404],
  ['GET', '/assets/..%2f..%2fpackage.json', 404],
  ['GET', '/%E0%A4%A', 404],
  ['PUT', '/session', 404],
])('%s %s answers %i with every header of the policy', async (method, path, status) => {
  const { status: got, headers } = await ask(method, path, own(), method === 'POST' ? '{}' : '')
  expect(got).toBe(status)
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'")
  expect(policy).not.toMatch(/unsafe|\*|https?:|wss?:/u)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  })
  expect(headers['x-powered-by']).toBeUndefined()
  expect(headers['strict-transport-security']).toBeUndefined()
  const isAsset = path.startsWith('/assets/app')
  expect(headers['cache-control']).toBe(isAsset ? 'public, max-age=31536000, immutable' : 'no-store')
})

test('the client for scripts is for pages of any origin, and asked for each time', async () => {
  const open = {
    'cache-control': 'public, no-cache',
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
  }
  const { status, headers } = await ask('GET', '/client.js', { origin: 'https://elsewhere.example' })
  expect({ status, headers }).toMatchObject({ status: 200, headers: open })
  expect(headers['access-control-allow-credentials']).toBeUndefined()
  // A browser takes over what this says about what it keeps.
  const again = await ask('GET', '/client.js', { 'if-none-match': String(headers.etag) })
  expect(again).toMatchObject({ status: 304, headers: open })
})

test('a file that was compressed at the build is served so', async () => {
  const plain = await ask('GET', '/assets/app-1a2b.js')
  expect(plain.headers['content-encoding']).toBeUndefined()
  const packed = await ask('GET', '/assets/app-1a2b.js', { 'accept-encoding': 'gzip' })
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(packed.headers['content-type']).toMatch(/javascript/u)
  expect(packed.headers.vary).toMatch(/accept-encoding/iu)
})

test.each([
  ['a foreign origin', { origin: 'http://evil.example' }],
  ['no origin but a cookie', { origin: '', cookie: `sid=${TOKEN}` }],
  ['an opaque origin', { origin: 'null' }],
])('a sign-in from %s is refused', async (_, headers) => {
  const sent = Object.fromEntries(
    Object.entries({ ...own(), ...headers }).filter(([, value]) => value !== ''),
  )
  const { status, body, headers: got } = await ask('POST', '/session', sent, '{}')
  expect([status, JSON.parse(body).error.reason]).toEqual([403, 'forbidden'])
  expect(got['set-cookie']).toBeUndefined()
})

test('a form, a body that is no JSON, and a body too large are refused', async () => {
  const form = { ...own(), 'content-type': 'application/x-www-form-urlencoded' }
  expect((await ask('POST', '/session', form, 'kind=anonymous')).status).toBe(400)
  expect((await ask('POST', '/session', own(), '{')).status).toBe(400)
  expect((await ask('POST', '/session', own(), `"${'x'.repeat(20_000)}"`)).status).toBe(413)
})

test('the cookie of a session is for this gateway, its own site, and no script', async () => {
  const { status, headers } = await signIn('right')
  expect(status).toBe(200)
  const [cookie = ''] = headers['set-cookie'] ?? []
  expect(cookie).toMatch(new RegExp(`^sid-${port}=t{43}; `, 'u'))
  expect(cookie).toMatch(/Max-Age=604800; Path=\/; .*HttpOnly; SameSite=Strict$/u)
  expect(cookie).not.toMatch(/Secure|Domain/u)
})

test('behind TLS the cookie is bound to the host, and HSTS is sent', async () => {
  const { headers } = await signIn('right', { 'x-forwarded-proto': 'https' })
  expect(headers['set-cookie']?.[0]).toMatch(
    /^__Host-sid=t{43}; .*Path=\/; .*HttpOnly; Secure; SameSite=Strict$/u,
  )
  expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
})

test('a wrong password sets no cookie and is not repeated', async () => {
  const { status, headers, body } = await signIn('wrong-canary')
  expect(status).toBe(401)
  expect(headers['set-cookie']).toBeUndefined()
  expect(body).not.toContain('canary')
})

test('signing in again and signing out end the session before', async () => {
  const cookie = `sid-${port}=${TOKEN}`
  ended = 0
  await signIn('right', { cookie })
  expect(ended).toBe(1)
  const { headers } = await ask('DELETE', '/session', { ...own(), cookie })
  expect(ended).toBe(2)
  expect(headers['set-cookie']?.[0]).toMatch(new RegExp(`^sid-${port}=; .*Expires=Thu, 01 Jan 1970`, 'u'))
})

test('a page that comes too late learns why its session ended', async () => {
  const { body } = await ask('GET', '/session', { cookie: `sid-${port}=ended` })
  expect(JSON.parse(body)).toMatchObject({
    session: null,
    ended: { jid: 'marty@example.org', reason: 'ended-elsewhere' },
  })
})

test('the page learns who it is, and guests’ domain is not for passwords', async () => {
  const { body } = await ask('GET', '/session', { cookie: `sid-${port}=${TOKEN}` })
  expect(JSON.parse(body)).toEqual({
    session: { jid: 'marty@example.org', anonymous: false },
    domains: ['example.org'],
    registration: false,
    anonymous: true,
    demo: DEMO,
  })
})

test.each([
  ['another name that points here', { host: 'evil.example' }],
  ['a proxy', { 'x-forwarded-for': '192.0.2.1' }],
])('demo accounts are not told through %s', async (_, headers) => {
  expect(JSON.parse((await ask('GET', '/session', headers)).body)).not.toHaveProperty('demo')
})

test('while it stops, nobody is told that they are signed out: the answer is "later"', async () => {
  isClosing = true
  try {
    for (const method of ['GET', 'POST', 'DELETE'])
      expect((await ask(method, '/session', { ...own(), cookie: `sid-${port}=${TOKEN}` }, '')).status).toBe(
        503,
      )
  } finally {
    isClosing = false
  }
})

test('a cookie of another gateway does not hide ours', async () => {
  const cookie = `__Host-sid=${'o'.repeat(43)}; sid-${port}=${TOKEN}`
  expect(JSON.parse((await ask('GET', '/session', { cookie })).body).session.jid).toBe('marty@example.org')
})
