// XMPP-FTW 2.0.0: connection events
// Source: https://github.com/xmpp-ftw/xmpp-ftw
// Version: 2.0.0 (2017)

import * as z from 'zod/mini'
import { command, Done, event, key, ProtocolError, Reason, text } from './define.ts'
import { Jid } from './jidSchema.ts'

/** Where to connect is the operator's word: `port` is not read, and `host` only completes a JID without a domain. */
const Login = z.object({
  jid: key('jid', 3071),
  password: key('password', 4096),
  resource: text('resource', 1023),
  host: text('host', 1023),
  register: z.optional(z.boolean()),
})

/** What ties the page to the server at this moment. `retryAt` is in milliseconds since 1970. */
export const SessionState = z.object({
  state: z.enum(['connecting', 'online', 'reconnecting', 'ended']),
  reason: z.optional(Reason),
  description: z.optional(z.string()),
  retryAt: z.optional(z.number()),
  resumed: z.optional(z.boolean()),
})
export type SessionState = z.infer<typeof SessionState>

/** All a new tab must be told, as the very events it would have seen; applied in one batch after a reset. */
export const Snapshot = z.object({
  jid: Jid,
  events: z.array(z.tuple([z.string(), z.unknown()])),
})
export type Snapshot = z.infer<typeof Snapshot>

/** One's own sessions on this gateway. Times are in milliseconds since 1970; no `tabs`: it may have left long ago. */
export const SessionEntry = z.object({
  id: z.string(),
  current: z.boolean(),
  browser: z.optional(z.string()),
  system: z.optional(z.string()),
  since: z.number(),
  seen: z.number(),
  tabs: z.number(),
})
export type SessionEntry = z.infer<typeof SessionEntry>

/**
 * Several events in one frame, as `[name, data]` each, in their order: for a socket that says `{ together: true }` in its
 * Socket.IO `auth`. Everybody else is told each by itself.
 */
export const TOGETHER = 'xmpp.session.together'

export const commands = {
  'xmpp.login': command(Login, Done, 'none'),
  'xmpp.login.anonymous': command(
    z.object({ jid: key('jid', 3071), resource: text('resource', 1023) }),
    Done,
    'none',
  ),
  'xmpp.logout': command(z.unknown(), Done, 'optional'),
  /** Tries to reach the server at once instead of at the next turn; nothing happens where it is reached. */
  'xmpp.session.retry': command(z.unknown(), Done, 'optional'),
  'xmpp.session.list': command(z.unknown(), z.array(SessionEntry)),
  /** Signs another browser of this account out, or all others. */
  'xmpp.session.end': command(
    z.union([z.object({ id: key('id', 64) }), z.object({ others: z.literal(true) })]),
    z.object({ ended: z.number() }),
  ),
}

export const events = {
  'xmpp.connection': event(z.object({ status: z.literal('online'), jid: Jid })),
  'xmpp.error': event(ProtocolError),
  'xmpp.error.client': event(ProtocolError),
  'xmpp.session.state': event(SessionState),
  'xmpp.session.snapshot': event(Snapshot),
}

/** `POST /session`: how a page signs in. The answer sets the cookie that its sockets carry. */
export const SignIn = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), jid: key('jid', 3071), password: key('password', 4096) }),
  z.object({ kind: z.literal('register'), jid: key('jid', 3071), password: key('password', 4096) }),
  z.object({ kind: z.literal('anonymous') }),
])
export type SignIn = z.infer<typeof SignIn>

/** Whose session it was that ended, and why, when no page of it was there to be told. */
export const LastWord = z.object({ jid: z.string(), reason: Reason })
export type LastWord = z.infer<typeof LastWord>

/** `GET /session`: who is signed in here, and what this gateway offers to those who are not. */
export const SessionInfo = z.object({
  session: z.nullable(z.object({ jid: z.string(), anonymous: z.boolean() })),
  /** With `session` null; for a day, or until somebody signs in. */
  ended: z.optional(LastWord),
  domains: z.array(z.string()),
  registration: z.boolean(),
  anonymous: z.boolean(),
  /** Only from the embedded server, to loopback. */
  demo: z.optional(z.array(z.object({ jid: z.string(), password: z.string(), name: z.string() }))),
  /** Origins where the page may put files, and show pictures from. */
  files: z.optional(z.array(z.string())),
})
export type SessionInfo = z.infer<typeof SessionInfo>

/** `POST /session` answers `{ jid }` or `{ error }`. */
export const SignInReply = z.union([z.object({ jid: z.string() }), z.object({ error: ProtocolError })])
export type SignInReply = z.infer<typeof SignInReply>
