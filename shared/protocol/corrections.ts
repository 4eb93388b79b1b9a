// XEP-0308: Last Message Correction
// Source: https://xmpp.org/extensions/xep-0308.html
// Version: 1.2.1 (2022-05-17)

import * as z from 'zod/mini'
import { text } from './define.ts'

/** The id of the message that this one corrects. */
export const outgoing = { replace: text('replace') }
export const incoming = { replace: z.optional(z.string()) }
