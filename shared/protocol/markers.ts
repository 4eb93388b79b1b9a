// XEP-0333: Chat Markers
// Source: https://xmpp.org/extensions/xep-0333.html
// Version: 0.4 (2020-04-15)

import * as z from 'zod/mini'
import { address, command, Done, event, key } from './define.ts'
import { Jid } from './jidSchema.ts'

export const outgoing = { markable: z.nullish(z.boolean()) }
/** The sender wants to know when it was read. */
export const incoming = { markable: z.optional(z.literal(true)) }

export const commands = {
  /** Tells a person that we have read their message of this id, and all before it. */
  'xmpp.chat.displayed': command(z.object({ to: address('to'), id: key('id') }), Done, 'none'),
}

export const events = {
  /**
   * `from` has read our message of this id, and all before it. With `to`, another client of ours has told that person
   * that we have read theirs.
   */
  'xmpp.chat.displayed': event(z.object({ from: Jid, id: z.string(), to: z.optional(Jid) })),
}
