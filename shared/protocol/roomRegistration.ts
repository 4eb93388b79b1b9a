// XEP-0045: Multi-User Chat, §7.10 registering with a room and §7.12 discovering the reserved nick
// Source: https://xmpp.org/extensions/xep-0045.html
// Version: 1.35.1 (2024-09-17)

import * as z from 'zod/mini'
import { address, command } from './define.ts'
import { DataForm, FormSubmission } from './forms.ts'

const room = address('room')
const Registration = z.object({
  title: z.optional(z.string()),
  instructions: z.optional(z.string()),
  form: z.optional(DataForm),
  registered: z.optional(z.literal(true)),
  nick: z.optional(z.string()),
})

export const commands = {
  'xmpp.muc.register.info': command(z.object({ room }), Registration),
  'xmpp.muc.register': command(z.object({ room, form: z.nullish(FormSubmission) }), Registration),
  'xmpp.muc.room.nick': command(z.object({ room }), z.object({ nick: z.string() })),
}
