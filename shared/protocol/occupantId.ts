// XEP-0421: Occupant identifiers for semi-anonymous MUCs
// Source: https://xmpp.org/extensions/xep-0421.html
// Version: 1.0.0 (2024-04-17)

import { z } from 'zod'

export const incoming = { occupantId: z.string().optional() }
