import type { Element } from '@xmpp/xml'
import type { Reason } from '../../shared/protocol/define.ts'
import type { Jid } from '../../shared/protocol/jid.ts'

/** Where and how this gateway may connect; the operator's word, never the browser's. */
export interface TransportConfig {
  /** One server for all domains. Without it, SRV (XEP-0368 first) and then `domain:5222`. */
  service?: { host: string; port: number; directTls: boolean } | undefined
  /** The domains people may sign in to; all others are refused before any packet leaves. */
  domains: readonly string[]
  /** PEM text of an authority to trust beside the system's. Certificate checks are never off. */
  ca?: string | undefined
  /** Without a service, names may lead to loopback and private networks. */
  innerAddresses?: boolean
  /** Plain TCP without TLS, to loopback only. */
  allowPlainText?: boolean
  /** SASL PLAIN, inside TLS only. */
  allowPlainPassword?: boolean
  timers?: Partial<Timers>
  log?: (level: 'info' | 'warn', text: string) => void
}

/** All in milliseconds. */
export interface Timers {
  /** From dialling to online; then the attempt is given up. */
  connectMs: number
  /** From dialling one of several servers to its answer; then the next one is tried. */
  dialMs: number
  /** Silence after which the server is asked whether it is there, and how long its answer may take. */
  idleMs: number
  answerMs: number
  /** How often links are looked at. With the two above: a dead one is noticed within 20 s. */
  sweepMs: number
  /** From a stanza to the question whether it arrived. */
  ackAfterMs: number
  /** The ceiling of the first wait before the next try; it doubles each time. */
  backoffMs: number
  maxBackoffMs: number
}

export const DEFAULT_TIMERS: Timers = {
  connectMs: 15_000,
  dialMs: 5000,
  idleMs: 9000,
  answerMs: 8500,
  sweepMs: 1000,
  ackAfterMs: 25,
  backoffMs: 1000,
  maxBackoffMs: 30_000,
}

/** The keys of XMPP-FTW's login that this transport reads; all others are ignored. */
export interface ClientOptions {
  jid: string
  password?: string
  register?: boolean
  /** Was in before this process was: comes back by itself, and waits for a server that is away. */
  returning?: boolean
  preferredSaslMechanism?: string
}

export interface LinkState {
  state: 'connecting' | 'online' | 'reconnecting' | 'offline'
  reason?: Reason
  description?: string
  /** Milliseconds since 1970. */
  retryAt?: number
  resumed?: boolean
}

/** A message that was handed over. Ids are the browser's: two people may be sent the same one. */
export interface Sent {
  id: string
  to: string
  /** The session goes on: where no archive can tell whether it was taken over, it is to be said again. */
  mayRepeat?: boolean
}

/** What a client tells, and with what. */
export interface ClientEvents {
  online: { jid: Jid | undefined }
  stanza: Element
  /** Handed over by our own side. */
  sent: Element
  error: LoginFailure
  offline: undefined
  state: LinkState
  ack: Sent[]
  fail: Sent[]
}

/** Why a session could not begin, or had to end. Never holds the password. */
export class LoginFailure extends Error {
  readonly reason: Reason
  readonly text: string | undefined

  constructor(reason: Reason, text?: string) {
    super(text === undefined ? reason : `${reason}: ${text}`)
    this.name = 'LoginFailure'
    this.reason = reason
    this.text = text
  }
}

/** Whether trying again by itself could help. */
export function isFinal(reason: Reason): boolean {
  return !['unreachable', 'timeout', 'protocol', 'disconnected', 'tls-required', 'certificate'].includes(
    reason,
  )
}

export const NS = {
  client: 'jabber:client',
  stream: 'http://etherx.jabber.org/streams',
  streams: 'urn:ietf:params:xml:ns:xmpp-streams',
  tls: 'urn:ietf:params:xml:ns:xmpp-tls',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  bind: 'urn:ietf:params:xml:ns:xmpp-bind',
  session: 'urn:ietf:params:xml:ns:xmpp-session',
  sm: 'urn:xmpp:sm:3',
  csi: 'urn:xmpp:csi:0',
  register: 'jabber:iq:register',
  registerFeature: 'http://jabber.org/features/iq-register',
  data: 'jabber:x:data',
} as const
