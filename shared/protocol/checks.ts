// XEP-0380: Explicit Message Encryption
// Source: https://xmpp.org/extensions/xep-0380.html
// Version: 0.4.0 (2021-11-18)

import * as z from 'zod/mini'

/**
 * Why there is nothing to read: `copy` claims to be what somebody else said, which only one's own server may tell;
 * `room` claims what only the room may say; `encrypted` is for a program that has the key; `unreadable` is broken.
 */
export const FailedCheck = z.enum(['copy', 'room', 'encrypted', 'unreadable'])
export type FailedCheck = z.infer<typeof FailedCheck>

/** In the place of all that the message says, where it did not pass a check. */
export const incoming = { failed: z.optional(FailedCheck) }
