import * as z from 'zod/mini'
import type { Jid as Address } from './jid.ts'

/** The shape of a JID on the wire: apart from what reads addresses, which the sign-in form needs and no schema. */
export const Jid = z.object({
  user: z.optional(z.string()),
  domain: z.string(),
  resource: z.optional(z.string()),
}) satisfies z.ZodMiniType<Address>
export type Jid = Address
