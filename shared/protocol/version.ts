// XEP-0092: Software Version
// Source: https://xmpp.org/extensions/xep-0092.html
// Version: 1.1 (2007-02-15)

import * as z from 'zod/mini'
import { address, command } from './define.ts'

export const commands = {
  'xmpp.version.get': command(
    z.object({ to: address('to') }),
    z.object({ name: z.optional(z.string()), version: z.optional(z.string()), os: z.optional(z.string()) }),
  ),
}
