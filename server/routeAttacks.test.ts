import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestGateway } from './testGateway.ts'

let gateway: TestGateway

beforeAll(async () => {
  gateway = await new TestGateway().start()
})
afterAll(() => gateway.stop())

const POLICY = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

test.each([
  ['/docs', 200, 'no-cache', 'same-origin'],
  ['/docs/', 200, 'no-cache', 'same-origin'],
  ['/docs/muc', 200, 'no-cache', 'same-origin'],
  ['/docs/nothing', 404, 'no-store', 'same-origin'],
  ['/client.js', 200, 'public, no-cache', 'cross-origin'],
  ['/', 200, 'no-store', 'same-origin'],
])('S70: %s has every header of the policy', async (path, status, cache, resource) => {
  const response = await fetch(gateway.url + path, { redirect: 'manual' })
  expect(response.status).toBe(status)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    ...POLICY,
    'cache-control': cache,
    'cross-origin-resource-policy': resource,
  })
  const policy = response.headers.get('content-security-policy')
  expect(policy).toMatch(/^default-src 'none'; .*frame-ancestors 'none'; .*trusted-types 'none'$/u)
})

test.each([
  '/assets/app-1.js.map',
  '/.git/config',
  '/.env',
  '/package.json',
  '/package-lock.json',
  '/server/main.js',
  '/sessions/',
  '/sealing.key',
  '/.data/demo.json',
  '/metrics',
  '/debug',
  '/assets/',
])('S70: %s does not exist', async (path) => {
  expect((await fetch(gateway.url + path, { redirect: 'manual' })).status).toBe(404)
})

test.each([
  '//evil.example',
  '//evil.example/%2e%2e',
  '/\\evil.example',
  '/docs//evil.example',
  '/?next=//evil.example',
])('S31: %s leads nobody away: the gateway sends nobody anywhere', async (path) => {
  const response = await fetch(gateway.url + path, { redirect: 'manual' })
  expect(response.headers.get('location')).toBeNull()
  expect(response.status).toBeLessThan(500)
  expect([200, 404]).toContain(response.status)
})

test('S40: keys of a sign-in that mean something to every object mean nothing here', async () => {
  const body = '{"__proto__":{"isAdmin":1},"constructor":{"prototype":{"isAdmin":1}},"kind":"password"}'
  const headers = { 'content-type': 'application/json', origin: gateway.url }
  const response = await fetch(`${gateway.url}/session`, { method: 'POST', headers, body })
  expect(response.status).toBe(400)
  expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined()
})

test('S64: an account that does not exist and a wrong password are refused in the same words', async () => {
  const answers = await Promise.all(
    ['marty', 'nobody'].map(async (name) => {
      const response = await fetch(`${gateway.url}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: gateway.url },
        body: JSON.stringify({ kind: 'password', jid: `${name}@hill.example`, password: 'wrong' }),
      })
      return [response.status, await response.text()]
    }),
  )
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]?.[0]).toBe(401)
})
