import { xml } from '@xmpp/xml'
import { vi } from 'vitest'
import { FtwClient } from './client.ts'
import type { TestServer } from './testServer.ts'
import type { ClientOptions, LinkState, LoginFailure, Sent, TransportConfig } from './types.ts'

/** Patience in tests: every wait is short, and none is a wait for nothing. */
export const QUICK = {
  connectMs: 2000,
  idleMs: 5000,
  answerMs: 5000,
  sweepMs: 10,
  ackAfterMs: 1,
  backoffMs: 8,
  maxBackoffMs: 16,
}

export const MARTY: ClientOptions = { jid: 'marty@hill.valley/deck', password: '1.21 GW' }

export function configFor(server: TestServer, more: Partial<TransportConfig> = {}): TransportConfig {
  return {
    service: { host: '127.0.0.1', port: server.port, directTls: server.tls === 'direct' },
    domains: ['hill.valley'],
    allowPlainText: true,
    ca: server.certificate?.cert,
    ...more,
    timers: { ...QUICK, ...more.timers },
  }
}

/** A client whose events are written down. */
export class TestClient {
  readonly client: FtwClient
  readonly states: LinkState[] = []
  readonly errors: LoginFailure[] = []
  readonly acknowledged: string[] = []
  readonly failed: string[] = []
  readonly received: (string | undefined)[] = []
  onlines = 0
  offlines = 0

  constructor(server: TestServer, options: ClientOptions = MARTY, more: Partial<TransportConfig> = {}) {
    this.client = new FtwClient({ ...options }, configFor(server, more))
    this.client.on('state', (state) => this.states.push(state))
    this.client.on('error', (error) => this.errors.push(error))
    this.client.on('ack', (sent) => this.acknowledged.push(...idsOf(sent)))
    this.client.on('fail', (sent) => this.failed.push(...idsOf(sent)))
    this.client.on('stanza', (stanza) => this.received.push(stanza.attrs.id))
    this.client.on('online', () => this.onlines++)
    this.client.on('offline', () => this.offlines++)
  }

  get state(): string | undefined {
    return this.states.at(-1)?.state
  }

  say(id: string): void {
    this.client.send(xml('message', { id, to: 'doc@hill.valley' }, xml('body', {}, `About ${id}`)))
  }

  online(times = 1): Promise<void> {
    return until(() => this.states.filter(({ state }) => state === 'online').length >= times)
  }

  error(): Promise<LoginFailure> {
    return vi.waitUntil(() => this.errors[0], { timeout: 15_000, interval: 2 })
  }
}

const idsOf = (sent: readonly Sent[]) => sent.map(({ id }) => id)

export async function until(condition: () => boolean): Promise<void> {
  await vi.waitUntil(condition, { timeout: 15_000, interval: 2 })
}
