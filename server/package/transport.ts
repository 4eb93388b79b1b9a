import { installTransport as install } from '../transport/install.ts'

// The package's export `./transport`: for a host whose `node-xmpp-client` is ours (an npm override).

/** Where this process may connect; never the word of a browser. */
export interface TransportOptions {
  /** One server for all domains. Without it, SRV (XEP-0368 first) and then `domain:5222`. */
  service?: { host: string; port: number; directTls: boolean }
  /** The domains people may sign in to; all others are refused before any packet leaves. */
  domains: readonly string[]
  /** PEM text of an authority to trust beside the system's. */
  ca?: string
  /** Plain TCP without TLS, to loopback only. */
  allowPlainText?: boolean
  /** SASL PLAIN, inside TLS only. */
  allowPlainPassword?: boolean
  log?: (level: 'info' | 'warn', text: string) => void
}

/** Tells our `node-xmpp-client` how to connect, once, before the first login. */
export function installTransport(options: TransportOptions): void {
  install(options)
}
