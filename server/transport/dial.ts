import { promises as dns } from 'node:dns'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import {
  checkServerIdentity,
  connect as connectTls,
  createSecureContext,
  type PeerCertificate,
  rootCertificates,
  type SecureContext,
  type TLSSocket,
} from 'node:tls'
import { INNER, isInner, lookUpOutside, mustLeadOutside } from './innerAddress.ts'
import { LoginFailure, type TransportConfig } from './types.ts'

export interface Endpoint {
  host: string
  port: number
  directTls: boolean
}

const MAX_ENDPOINTS = 6
/** What arrives is decoded before the next packet is read; nobody may keep a piece of this. */
const READ_BUFFER = Buffer.allocUnsafeSlow(64 * 1024)

/** Where the domain's server is: the operator's service, else SRV (RFC 6120 §3.2, XEP-0368), else the domain itself. */
export async function endpointsOf(
  domain: string,
  config: TransportConfig,
  signal: AbortSignal,
): Promise<Endpoint[]> {
  if (config.service) return [config.service]
  const [direct, starttls] = await Promise.all([
    lookUp('_xmpps-client._tcp', domain, signal),
    lookUp('_xmpp-client._tcp', domain, signal),
  ])
  const found = [
    ...direct.map((record) => ({ ...record, directTls: true })),
    ...starttls.map((record) => ({ ...record, directTls: false })),
  ].sort((a, b) => a.priority - b.priority || b.weight - a.weight)
  if (found.length === 0) return [{ host: domain, port: 5222, directTls: false }]
  return found.slice(0, MAX_ENDPOINTS).map(({ host, port, directTls }) => ({ host, port, directTls }))
}

async function lookUp(service: string, domain: string, signal: AbortSignal) {
  try {
    // A silent name server has more patience than the attempt.
    const givenUp = new Promise<never[]>((resolve) => signal.addEventListener('abort', () => resolve([])))
    const records = await Promise.race([dns.resolveSrv(`${service}.${domain}`), givenUp])
    return records
      .filter((record) => record.name !== '' && record.name !== '.')
      .map(({ name, port, priority, weight }) => ({ host: name, port, priority, weight }))
  } catch {
    return []
  }
}

/** Whether plain text to this host never leaves the machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

const contexts = new Map<string, SecureContext>()

// One context for all sessions: each would otherwise hold its own copy of every root certificate.
function secureContext(ca: string | undefined): SecureContext {
  const key = ca ?? ''
  let context = contexts.get(key)
  if (context === undefined) {
    context = createSecureContext(ca === undefined ? {} : { ca: [...rootCertificates, ca] })
    contexts.set(key, context)
  }
  return context
}

export function dial(
  endpoint: Endpoint,
  domain: string,
  config: TransportConfig,
  signal: AbortSignal,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const { host, port, directTls } = endpoint
    const isGuarded = mustLeadOutside(domain, config)
    // No name is looked up for what is an address already.
    if (isGuarded && isIP(host) > 0 && isInner(host)) return reject(ledInside(config))
    const way = { host, port, ...(isGuarded ? { lookup: lookUpOutside } : {}) }
    // Read into one buffer: a fresh one of 64 KiB for each packet leaves holes that a thousand sessions keep.
    const onread = {
      buffer: READ_BUFFER,
      callback: (bytes: number) => socket.emit('data', READ_BUFFER.subarray(0, bytes)),
    }
    const secured = { ...way, ...tlsOptions(domain, config), ALPNProtocols: ['xmpp-client'], onread }
    const socket: Socket = directTls ? connectTls(secured) : connectTcp(way)
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 30_000)
    settle(socket, directTls ? 'secureConnect' : 'connect', signal, resolve, (cause) =>
      reject(cause.text === INNER ? ledInside(config) : cause),
    )
  })
}

/** STARTTLS (RFC 6120 §5): the socket's second life. */
export function secure(
  plain: Socket,
  domain: string,
  config: TransportConfig,
  signal: AbortSignal,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ socket: plain, ...tlsOptions(domain, config) })
    settle(socket, 'secureConnect', signal, resolve, reject)
  })
}

// The certificate must name the domain, whichever host answers (RFC 6120 §13.7.2), and no environment variable may
// turn the check off.
const tlsOptions = (domain: string, config: TransportConfig) => ({
  servername: isIP(domain) ? '' : domain,
  rejectUnauthorized: true,
  checkServerIdentity: (_host: string, certificate: PeerCertificate) =>
    checkServerIdentity(domain, certificate),
  secureContext: secureContext(config.ca),
  minVersion: 'TLSv1.2' as const,
})

function settle<S extends Socket>(
  socket: S,
  event: string,
  signal: AbortSignal,
  resolve: (socket: S) => void,
  reject: (cause: LoginFailure) => void,
): void {
  const clear = () => {
    socket.removeListener(event, opened)
    socket.removeListener('error', failed)
    socket.removeListener('close', closed)
    signal.removeEventListener('abort', aborted)
  }
  const fail = (cause: LoginFailure) => {
    clear()
    socket.on('error', () => {})
    socket.destroy()
    reject(cause)
  }
  const opened = () => {
    clear()
    resolve(socket)
  }
  const failed = (error: NodeJS.ErrnoException) => fail(dialFailure(error))
  const closed = () => fail(new LoginFailure('unreachable', 'The server closed the connection'))
  const aborted = () => fail(new LoginFailure('timeout'))
  socket.once(event, opened)
  socket.once('error', failed)
  socket.once('close', closed)
  signal.addEventListener('abort', aborted)
  if (signal.aborted) aborted()
}

function dialFailure(error: NodeJS.ErrnoException): LoginFailure {
  const code = error.code ?? ''
  const isCertificate = /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY|ISSUER/u.test(code)
  if (isCertificate) return new LoginFailure('certificate', code)
  if (code === 'ETIMEDOUT') return new LoginFailure('timeout', code)
  return new LoginFailure('unreachable', code || 'The connection failed')
}

function ledInside({ log }: TransportConfig): LoginFailure {
  log?.('warn', 'A name server sent us to an inner address, which was not dialled')
  return new LoginFailure('unreachable', INNER)
}
