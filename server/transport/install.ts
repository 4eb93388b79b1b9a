import { createRequire } from 'node:module'
import { Element } from '@xmpp/xml'
import { FtwClient } from './client.ts'
import type { ClientOptions, TransportConfig } from './types.ts'

interface Host {
  use(implementation: { create: (options: ClientOptions) => FtwClient; Element: unknown }): void
}

// Loaded natively, as xmpp-ftw loads it: a bundler's own copy would be a second, empty one.
const host: Host = createRequire(import.meta.url)('node-xmpp-client')

/** Tells xmpp-ftw's client how to connect. Of what the browser sent, only these keys go on. */
export function installTransport(config: TransportConfig): void {
  host.use({
    Element,
    create: ({ jid, password, register, returning, preferredSaslMechanism }) =>
      new FtwClient({ jid, password, register, returning, preferredSaslMechanism }, config),
  })
}
