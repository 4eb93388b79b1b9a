import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { bareOf } from '#protocol/jid.ts'

/** What the operator chose; read once, checked whole. */
export interface Config {
  port: number
  host: string
  mode: 'embedded' | 'service' | 'srv'
  service: { host: string; port: number; directTls: boolean } | undefined
  domains: string[]
  anonymousDomain: string | undefined
  registration: boolean
  caFile: string | undefined
  /** Plain text to a loopback service that offers no TLS. */
  plainText: boolean
  plainPassword: boolean
  /** Name servers may send us to loopback and private networks. */
  innerAddresses: boolean
  dataDir: string
  /** Named folders are used or refused; the default one may give way to a neighbour. */
  isDataDirNamed: boolean
  origins: string[]
  /** Where browsers may put files and see pictures from, beside the gateway. */
  fileOrigins: string[]
  trustProxy: string | undefined
  /** Off only for benchmarks: nobody is held to a rate. */
  limits: boolean
  clearJids: boolean
  /** People may watch the stanzas of their own sessions. */
  trace: boolean
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; errors: string[] }

/** Every wrong setting is named, with what is right; nothing starts on half of a configuration. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const errors: string[] = []
  const list = (name: string) =>
    (env[name] ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean)
  const flag = (name: string, byDefault: boolean) => {
    const value = env[name]?.toLowerCase()
    if (value === undefined || value === '') return byDefault
    if (['on', 'true', '1', 'yes'].includes(value)) return true
    if (['off', 'false', '0', 'no'].includes(value)) return false
    errors.push(`${name} is "${env[name]}": write "on" or "off".`)
    return byDefault
  }
  const domains = list('XMPP_DOMAINS').map((domain) => domainOf(domain, 'XMPP_DOMAINS', errors))
  const service = serviceOf(env.XMPP_SERVICE, errors)
  if (env.XMPP_SERVICE && domains.length === 0)
    errors.push('XMPP_SERVICE is set, but not XMPP_DOMAINS: name the domains that people may sign in to.')
  const mode = service ? 'service' : domains.length > 0 ? 'srv' : 'embedded'
  const anonymous = env.XMPP_ANONYMOUS_DOMAIN?.trim()
  const caFile = env.XMPP_CA?.trim() || undefined
  if (caFile) checkCa(caFile, errors)
  const origins = list('PUBLIC_ORIGINS')
  for (const origin of origins)
    if (!isOrigin(origin))
      errors.push(`PUBLIC_ORIGINS holds "${origin}": write it like https://chat.example.org.`)
  const fileOrigins = list('UPLOAD_ORIGINS')
  for (const origin of fileOrigins)
    if (!isOrigin(origin) || !mayHoldFiles(origin))
      errors.push(
        `UPLOAD_ORIGINS holds "${origin}": write it like https://upload.example.org:5443; http only on this machine.`,
      )
  const proxies = list('TRUST_PROXY')
  for (const proxy of proxies)
    if (!isProxy(proxy))
      errors.push(`TRUST_PROXY holds "${proxy}": write addresses like 10.0.0.1 or 10.0.0.0/8, or "loopback".`)
  const config: Config = {
    port: portOf(env.PORT, 'PORT', 3000, errors),
    host: env.HOST?.trim() || '127.0.0.1',
    mode,
    service,
    domains,
    anonymousDomain: anonymous ? domainOf(anonymous, 'XMPP_ANONYMOUS_DOMAIN', errors) : undefined,
    registration: flag('XMPP_REGISTRATION', mode === 'embedded'),
    caFile,
    plainText: flag('XMPP_PLAIN_TEXT', false),
    plainPassword: flag('XMPP_PLAIN_PASSWORD', false),
    innerAddresses: flag('XMPP_INNER_ADDRESSES', false),
    dataDir: env.HOVERBOARD_DATA?.trim() || '.data',
    isDataDirNamed: Boolean(env.HOVERBOARD_DATA?.trim()),
    origins,
    fileOrigins,
    trustProxy: proxies.join(', ') || undefined,
    limits: flag('HOVERBOARD_LIMITS', true),
    clearJids: flag('HOVERBOARD_AUDIT_JIDS', false),
    trace: flag('HOVERBOARD_TRACE', mode === 'embedded'),
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, config }
}

function serviceOf(text: string | undefined, errors: string[]): Config['service'] {
  if (!text) return undefined
  const match = /^(xmpps?):\/\/(\[[0-9a-f:.]+\]|[^/:\s]+)(?::(\d+))?\/?$/iu.exec(text.trim())
  if (!match) {
    errors.push(`XMPP_SERVICE is "${text}": write it like xmpp://host:5222 or xmpps://host:5223.`)
    return undefined
  }
  const directTls = match[1]?.toLowerCase() === 'xmpps'
  const host = (match[2] ?? '').replace(/^\[|\]$/gu, '')
  return { host, port: portOf(match[3], 'XMPP_SERVICE', directTls ? 5223 : 5222, errors), directTls }
}

function portOf(text: string | undefined, name: string, byDefault: number, errors: string[]): number {
  if (text === undefined || text === '') return byDefault
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  errors.push(`${name} is "${text}": a port is a number from 0 to 65535.`)
  return byDefault
}

function domainOf(text: string, name: string, errors: string[]): string {
  const domain = bareOf(text)
  if (domain !== undefined && !domain.includes('@')) return domain
  errors.push(`${name} holds "${text}": that is not a domain.`)
  return text
}

function checkCa(file: string, errors: string[]): void {
  try {
    if (readFileSync(file, 'utf8').includes('-----BEGIN CERTIFICATE-----')) return
    errors.push(`XMPP_CA is "${file}": that file holds no certificate in PEM form.`)
  } catch {
    errors.push(`XMPP_CA is "${file}": there is no such file, or it cannot be read.`)
  }
}

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', prefix = '0', ...rest] = text.split('/')
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  return bits > 0 && rest.length === 0 && /^\d{1,3}$/u.test(prefix) && Number(prefix) <= bits
}

// It goes into the policy of every page: nothing there may stand for more than one place.
const mayHoldFiles = (origin: string) =>
  /^https:\/\/[\w.:[\]-]+$|^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/u.test(origin)

function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text && /^https?:/u.test(text)
  } catch {
    return false
  }
}
