// RFC 6121: Instant Messaging and Presence, §5.2.2 messages of type chat
// Source: https://www.rfc-editor.org/rfc/rfc6121
// Version: March 2011

import * as z from 'zod/mini'
import { address, command, event, ProtocolError } from './define.ts'
import { missingMoment } from './delivery.ts'
import { Jid } from './jidSchema.ts'
import * as message from './message.ts'

const bothAtOnce = 'What takes a message back can not say anything'
const needsContentOrState = 'Message content or chat state not provided'

export const ChatMessage = z.object({
  from: Jid,
  ...message.incoming,
  /** XEP-0280: taken over from another client of this account; checked to come from the own bare JID. */
  carbon: z.optional(z.literal(true)),
})
export type ChatMessage = z.infer<typeof ChatMessage>

/** A message this account sent from another tab (`echo`) or another client (XEP-0280). */
export const SentMessage = z.object({
  to: Jid,
  from: Jid,
  ...message.incoming,
  carbon: z.optional(z.literal(true)),
  echo: z.optional(z.literal(true)),
})
export type SentMessage = z.infer<typeof SentMessage>

export const commands = {
  'xmpp.chat.message': command(
    z.object({ to: address('to'), ...message.outgoing }).check(
      z.superRefine((data, context) => {
        if (data.retract && data.content) context.addIssue({ code: 'custom', message: bothAtOnce })
        else if (data.replace && !data.content)
          context.addIssue({ code: 'custom', message: "Missing 'content' key" })
        else if (!data.content && !data.state && !data.retract)
          context.addIssue({ code: 'custom', message: needsContentOrState })
        const missing = missingMoment(data)
        if (missing) context.addIssue({ code: 'custom', message: missing })
      }),
    ),
    z.object({ id: z.string() }),
    'optional',
    true,
  ),
}

export const events = {
  'xmpp.chat.message': event(ChatMessage),
  'xmpp.chat.sent': event(SentMessage),
  /** A message of ours came back: it did not reach the person. */
  'xmpp.chat.error': event(
    z.object({
      from: Jid,
      id: z.optional(z.string()),
      content: z.optional(z.string()),
      error: ProtocolError,
    }),
  ),
}
