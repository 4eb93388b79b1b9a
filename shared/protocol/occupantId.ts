// XEP-0421: Occupant identifiers for semi-anonymous MUCs
// Source: https://xmpp.org/extensions/xep-0421.html
// Version: 1.0.0 (2024-04-17)

import * as z from 'zod/mini'

export const incoming = { occupantId: z.optional(z.string()) }
