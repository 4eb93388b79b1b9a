// XEP-0199: XMPP Ping
// Source: https://xmpp.org/extensions/xep-0199.html
// Version: 2.0.1 (2019-03-26)

import * as z from 'zod/mini'
import { address, command, Done, event, key, optionalAddress } from './define.ts'
import { Jid } from './jidSchema.ts'

export const commands = {
  'xmpp.ping': command(z.object({ to: optionalAddress('to') }), Done),
  /** Kept for XMPP-FTW's clients; the gateway has answered already. */
  'xmpp.ping.pong': command(z.object({ id: key('id'), to: address('to') }), Done, 'optional'),
}
export const events = { 'xmpp.ping': event(z.object({ from: Jid, id: z.string() })) }
