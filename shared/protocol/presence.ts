// RFC 6121: Instant Messaging and Presence, §3 subscriptions and §4 presence
// Source: https://www.rfc-editor.org/rfc/rfc6121
// Version: March 2011

import * as z from 'zod/mini'
import { address, command, Done, event, key, optionalAddress, ProtocolError, text } from './define.ts'
import { Jid } from './jidSchema.ts'

export const Show = z.enum(['away', 'chat', 'dnd', 'xa'])
export type Show = z.infer<typeof Show>

const SHOWN = new Set<unknown>(Show.options)
export const isShow = (value: unknown): value is Show => SHOWN.has(value)

/** XEP-0115: Entity Capabilities. */
export const Caps = z.object(
  { node: key('node'), ver: key('ver'), hash: key('hash') },
  { error: "'client' key must be an object" },
)

// RFC 6121 §4.7.2.3: from −128 to 127.
const PRIORITY = /^(?:-?(?:0?\d{1,2}|1[01]\d|12[0-7])|-128)$/u
const Priority = z.union([z.int().check(z.gte(-128), z.lte(127)), z.string().check(z.regex(PRIORITY))])

// Whatever else XMPP-FTW's browsers write there, to everybody who reads it it is plain available.
const show = z.optional(
  z.pipe(
    z.transform((value: Show | '' | null) => (isShow(value) ? value : undefined)),
    z.optional(Show),
  ),
)

const directed = command(z.object({ to: address('to') }), Done, 'none')

export const Presence = z.object({
  from: Jid,
  /** `offline` for unavailable; absent for plain available. */
  show: z.optional(z.enum(['away', 'chat', 'dnd', 'xa', 'offline'])),
  status: z.optional(z.string()),
  priority: z.optional(z.string()),
  client: z.optional(z.object({ node: z.string(), ver: z.string(), hash: z.string() })),
  /** XEP-0153: the SHA-1 of the photo in the person's vCard, in hex; empty where it has none. */
  photo: z.optional(z.string()),
})
export type Presence = z.infer<typeof Presence>

export const commands = {
  'xmpp.presence': command(
    z.object({
      show,
      status: text('status'),
      priority: z.nullish(Priority),
      to: optionalAddress('to'),
      type: z.nullish(z.string()),
      client: z.nullish(Caps),
    }),
    Done,
    'none',
  ),
  'xmpp.presence.offline': command(z.unknown(), Done, 'none'),
  'xmpp.presence.get': directed,
  'xmpp.presence.subscribe': directed,
  'xmpp.presence.subscribed': directed,
  'xmpp.presence.unsubscribe': directed,
  'xmpp.presence.unsubscribed': directed,
}

export const events = {
  'xmpp.presence': event(Presence),
  'xmpp.presence.subscribe': event(
    z.object({ from: Jid, nick: z.optional(z.string()), status: z.optional(z.string()) }),
  ),
  'xmpp.presence.error': event(
    z.object({ error: z.string(), from: z.optional(Jid), detail: z.optional(ProtocolError) }),
  ),
  /** A contact granted, refused or withdrew a subscription: news, never availability. */
  'xmpp.presence.subscription': event(
    z.object({ from: Jid, type: z.enum(['subscribed', 'unsubscribe', 'unsubscribed']) }),
  ),
  /** Own presence as the gateway last sent it, so that every tab shows the same. */
  'xmpp.presence.own': event(z.object({ show: z.optional(Show), status: z.optional(z.string()) })),
}
