// XEP-0085: Chat State Notifications
// Source: https://xmpp.org/extensions/xep-0085.html
// Version: 2.1 (2009-09-23)

import * as z from 'zod/mini'

export const ChatState = z.enum(['active', 'composing', 'paused', 'inactive', 'gone'])
export type ChatState = z.infer<typeof ChatState>
export const outgoing = { state: z.nullish(ChatState) }
export const incoming = { state: z.optional(ChatState) }
