import type { ProtocolError } from '#protocol/define.ts'
import type { SignIn } from '#protocol/session.ts'
import * as client from './client.ts'
import * as requestError from './requestError.ts'

// The package's export `./client`, and the global `Hoverboard` of a page that loads `/client.js`.

export type Client = client.Client
export type ClientOptions = client.ClientOptions
export type RequestError = requestError.RequestError
export const RequestError = requestError.RequestError

/** An account, whose `kind` is `password` where it does not say `register`; or `{ kind: 'anonymous' }`. */
export type Who = SignIn | { kind?: undefined; jid: string; password: string }

// The gateway that a page's script came from is the one it means.
const HOME =
  typeof document === 'undefined' ? undefined : (document.currentScript as { src?: string } | null)?.src

/**
 * Opens a socket to a gateway, like `http://localhost:3000`, which comes back by itself until `end()`. A page may leave
 * the address out. Listen and send at once: what is sent waits for the socket. Throws TypeError for what is no address.
 */
export function connect(url?: string, options?: ClientOptions): Client {
  return new client.Client(addressOf(url), options)
}

/**
 * Signs in with a session that outlives its sockets, as a page's does: it keeps rooms, and what is said meanwhile, while
 * the socket is away. In a browser this is for pages of the gateway's own origin. Rejects with RequestError.
 */
export async function signIn(url: string | undefined, who: Who, options?: ClientOptions): Promise<Client> {
  const { origin } = new URL(addressOf(url))
  const response = await fetch(new URL('/session', origin), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ kind: 'password', ...who }),
  }).catch(() => undefined)
  const reply = await response?.json().catch(() => undefined)
  if (!response?.ok) throw new requestError.RequestError('signIn', (reply?.error as ProtocolError) ?? AWAY)
  const cookie = response.headers.getSetCookie().map((each) => each.split(';', 1)[0])
  return new client.Client(origin, {
    ...options,
    ...(cookie.length > 0 ? { cookie: cookie.join('; ') } : {}),
  })
}

const AWAY: ProtocolError = { type: 'wait', condition: 'not-connected', reason: 'unreachable' }

function addressOf(url: string | undefined): string {
  const page = typeof location === 'undefined' ? undefined : location.origin
  return new URL(url ?? HOME ?? page ?? '').origin
}
