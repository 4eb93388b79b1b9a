export const kinds = ['prosody', 'ejabberd'] as const
export type ServerKind = (typeof kinds)[number]

export interface Account {
  name: string
  jid: string
  password: string
}

/** All that a test may know of a running XMPP server; plain data, so that it can cross processes. */
export interface ServerInfo {
  kind: ServerKind
  host: string
  /** STARTTLS, required. */
  port: number
  /** TLS from the first byte (XEP-0368). */
  tlsPort: number
  /** RFC 7395 without TLS, on loopback. */
  wsPort: number
  domain: string
  mucDomain: string
  anonymousDomain: string
  caFile: string
  accounts: Account[]
  /** Where an external component (XEP-0114) of that domain may come in. */
  component?: { port: number; domain: string; secret: string }
}

export interface TestServer extends ServerInfo {
  /** Stops it and starts it again, with the same data at the same ports; a crash says no goodbye. */
  restart(isCrash?: boolean): Promise<void>
  stop(): Promise<void>
}

/** The demo people and their passwords: those of the embedded server, and of every other one under test. */
export const people = {
  marty: 'marty-1985',
  doc: 'doc-1955',
  lorraine: 'lorraine-1955',
  george: 'george-1955',
  biff: 'biff-2015',
} as const
export type Person = keyof typeof people

export function accountOf(server: ServerInfo, name: string): Account {
  const account = server.accounts.find((each) => each.name === name)
  if (!account) throw new Error(`The ${server.kind} under test has no account "${name}"`)
  return account
}
