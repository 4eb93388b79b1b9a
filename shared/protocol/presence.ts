// RFC 6121: Instant Messaging and Presence, §3 subscriptions and §4 presence
// Source: https://www.rfc-editor.org/rfc/rfc6121
// Version: March 2011

import { z } from 'zod'
import { address, command, Done, event, key, optionalAddress, ProtocolError, text } from './define.ts'
import { Jid } from './jid.ts'

export const Show = z.enum(['away', 'chat', 'dnd', 'xa'])
export type Show = z.infer<typeof Show>

/** XEP-0115: Entity Capabilities. */
export const Caps = z.object(
  { node: key('node'), ver: key('ver'), hash: key('hash') },
  { error: "'client' key must be an object" },
)

const Priority = z.union([z.number().int().min(-128).max(127), z.string().regex(/^-?\d{1,3}$/u)])

const directed = command(z.object({ to: address('to') }), Done, 'none')

export const Presence = z.object({
  from: Jid,
  /** `offline` for unavailable; absent for plain available. */
  show: z.enum(['away', 'chat', 'dnd', 'xa', 'offline']).optional(),
  status: z.string().optional(),
  priority: z.string().optional(),
  client: z.object({ node: z.string(), ver: z.string(), hash: z.string() }).optional(),
})
export type Presence = z.infer<typeof Presence>

export const commands = {
  'xmpp.presence': command(
    z.object({
      show: Show.nullish().or(z.literal('')),
      status: text('status'),
      priority: Priority.nullish(),
      to: optionalAddress('to'),
      type: z.string().nullish(),
      client: Caps.nullish(),
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
    z.object({ from: Jid, nick: z.string().optional(), status: z.string().optional() }),
  ),
  'xmpp.presence.error': event(
    z.object({ error: z.string(), from: Jid.optional(), detail: ProtocolError.optional() }),
  ),
  /** A contact granted, refused or withdrew a subscription: news, never availability. */
  'xmpp.presence.subscription': event(
    z.object({ from: Jid, type: z.enum(['subscribed', 'unsubscribe', 'unsubscribed']) }),
  ),
  /** Own presence as the gateway last sent it, so that every tab shows the same. */
  'xmpp.presence.own': event(z.object({ show: Show.optional(), status: z.string().optional() })),
}
