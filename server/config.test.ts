import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const SERVICE = { XMPP_SERVICE: 'xmpp://chat.example.org', XMPP_DOMAINS: 'example.org' }

function read(env: Record<string, string>) {
  const result = readConfig(env)
  if (!result.ok) throw new Error(result.errors.join('\n'))
  return result.config
}

test('without settings the embedded server is used, on loopback, with registration', () => {
  expect(read({})).toMatchObject({
    mode: 'embedded',
    port: 3000,
    host: '127.0.0.1',
    registration: true,
    dataDir: '.data',
    isDataDirNamed: false,
    limits: true,
    plainText: false,
    plainPassword: false,
    clearJids: false,
  })
})

test('stanzas may be watched with the embedded server, and elsewhere where the operator says so', () => {
  expect([read({}).trace, read(SERVICE).trace]).toEqual([true, false])
  expect(read({ ...SERVICE, HOVERBOARD_TRACE: 'on' }).trace).toBe(true)
  expect(read({ HOVERBOARD_TRACE: 'off' }).trace).toBe(false)
  expect(readConfig({ HOVERBOARD_TRACE: 'maybe' })).toEqual({
    ok: false,
    errors: ['HOVERBOARD_TRACE is "maybe": write "on" or "off".'],
  })
})

test('an empty setting is no setting', () => {
  expect(
    read({ PORT: '', XMPP_SERVICE: '', XMPP_DOMAINS: ' , ', XMPP_CA: '', HOVERBOARD_DATA: ' ' }),
  ).toEqual(read({}))
})

test.each([
  ['xmpp://chat.example.org', { host: 'chat.example.org', port: 5222, directTls: false }],
  ['xmpps://chat.example.org', { host: 'chat.example.org', port: 5223, directTls: true }],
  ['XMPP://chat.example.org:15222/', { host: 'chat.example.org', port: 15222, directTls: false }],
  ['xmpps://[::1]:5270', { host: '::1', port: 5270, directTls: true }],
])('the service %s is understood', (text, service) => {
  expect(read({ ...SERVICE, XMPP_SERVICE: text })).toMatchObject({
    mode: 'service',
    service,
    registration: false,
  })
})

test('files may go to origins with TLS, and on this machine without', () => {
  const UPLOAD_ORIGINS = 'https://files.example.org:5443, http://127.0.0.1:5280,http://localhost:5280'
  expect(read({ UPLOAD_ORIGINS }).fileOrigins).toEqual([
    'https://files.example.org:5443',
    'http://127.0.0.1:5280',
    'http://localhost:5280',
  ])
  expect(read({}).fileOrigins).toEqual([])
})

test('proxies are named by address, by subnet, or as a kind', () => {
  const config = read({ TRUST_PROXY: 'loopback,10.0.0.0/8 , 2001:db8::1' })
  expect(config.trustProxy).toBe('loopback, 10.0.0.0/8, 2001:db8::1')
})

test('domains without a service are looked up by SRV', () => {
  const config = read({ XMPP_DOMAINS: 'Example.org, other.example' })
  expect(config).toMatchObject({ mode: 'srv', service: undefined, domains: ['example.org', 'other.example'] })
})

test.each([
  ['PORT', 'http', { PORT: 'http' }],
  ['PORT', '65536', { PORT: '65536' }],
  ['PORT', '3000.5', { PORT: '3000.5' }],
  ['XMPP_SERVICE', 'chat.example.org:5222', { ...SERVICE, XMPP_SERVICE: 'chat.example.org:5222' }],
  ['XMPP_SERVICE', 'https://example.org', { ...SERVICE, XMPP_SERVICE: 'https://example.org' }],
  ['XMPP_SERVICE', '70000', { ...SERVICE, XMPP_SERVICE: 'xmpp://example.org:70000' }],
  ['XMPP_DOMAINS', 'name the domains', { XMPP_SERVICE: 'xmpp://example.org' }],
  ['XMPP_DOMAINS', 'marty@example.org', { XMPP_DOMAINS: 'example.org,marty@example.org' }],
  ['XMPP_ANONYMOUS_DOMAIN', 'a b', { ...SERVICE, XMPP_ANONYMOUS_DOMAIN: 'a b' }],
  ['XMPP_REGISTRATION', 'maybe', { XMPP_REGISTRATION: 'maybe' }],
  ['XMPP_CA', '/nowhere/ca.pem', { ...SERVICE, XMPP_CA: '/nowhere/ca.pem' }],
  ['XMPP_PLAIN_TEXT', 'perhaps', { XMPP_PLAIN_TEXT: 'perhaps' }],
  ['XMPP_PLAIN_PASSWORD', 'ja', { XMPP_PLAIN_PASSWORD: 'ja' }],
  ['PUBLIC_ORIGINS', 'chat.example.org', { PUBLIC_ORIGINS: 'chat.example.org' }],
  ['PUBLIC_ORIGINS', 'https://example.org/', { PUBLIC_ORIGINS: 'https://example.org/' }],
  ['UPLOAD_ORIGINS', 'files.example.org', { UPLOAD_ORIGINS: 'files.example.org' }],
  ['UPLOAD_ORIGINS', 'https://*.example.org', { UPLOAD_ORIGINS: 'https://*.example.org' }],
  ['UPLOAD_ORIGINS', 'http://files.example.org', { UPLOAD_ORIGINS: 'http://files.example.org' }],
  ['UPLOAD_ORIGINS', 'http://127.0.0.1.example.org', { UPLOAD_ORIGINS: 'http://127.0.0.1.example.org' }],
  ['UPLOAD_ORIGINS', 'https://a.example/x', { UPLOAD_ORIGINS: 'https://a.example/x' }],
  ['UPLOAD_ORIGINS', "'unsafe-inline'", { UPLOAD_ORIGINS: "'unsafe-inline'" }],
  ['HOVERBOARD_LIMITS', '2', { HOVERBOARD_LIMITS: '2' }],
  ['HOVERBOARD_AUDIT_JIDS', 'x', { HOVERBOARD_AUDIT_JIDS: 'x' }],
  ['XMPP_CA', 'package.json', { ...SERVICE, XMPP_CA: 'package.json' }],
  ['TRUST_PROXY', '10.0.0.0/33', { TRUST_PROXY: 'loopback, 10.0.0.0/33' }],
  ['TRUST_PROXY', 'everybody', { TRUST_PROXY: 'everybody' }],
])('a wrong %s is named with what it holds (%s)', (name, part, env) => {
  const result = readConfig(env)
  const errors = result.ok ? [] : result.errors
  expect(errors).toHaveLength(1)
  expect(errors[0]).toContain(name)
  expect(errors[0]).toContain(part)
})

test('all wrong settings are named at once', () => {
  const result = readConfig({ PORT: 'x', XMPP_SERVICE: 'y', XMPP_CA: '/nowhere' })
  expect(result.ok ? [] : result.errors).toHaveLength(4)
})
