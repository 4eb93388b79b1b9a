// XEP-0184: Message Delivery Receipts
// Source: https://xmpp.org/extensions/xep-0184.html
// Version: 1.4.0 (2018-08-02)

import * as z from 'zod/mini'
import { address, command, Done, event, key } from './define.ts'
import { Jid } from './jidSchema.ts'

export const outgoing = { receipt: z.nullish(z.boolean()) }
/** The sender wants to know that it arrived. */
export const incoming = { receipt: z.optional(z.literal(true)) }

export const commands = {
  'xmpp.chat.receipt': command(z.object({ to: address('to'), id: key('id') }), Done, 'none'),
}
export const events = { 'xmpp.chat.receipt': event(z.object({ from: Jid, id: z.string() })) }
