import * as z from 'zod/mini'

/** What it takes to sign in again as before; sealed, or in this process's memory. */
export const Credential = z.object({
  /** Full: with the same resource, the server replaces what is left of the session before. */
  jid: z.string(),
  password: z.string(),
  how: z.enum(['password', 'register']),
  show: z.optional(z.string()),
  status: z.optional(z.string()),
  rooms: z.array(z.object({ room: z.string(), nick: z.string(), password: z.optional(z.string()) })),
})
export type Credential = z.infer<typeof Credential>

/** What a list of sessions tells about one. Times are in milliseconds since 1970. */
export const About = z.object({
  id: z.string(),
  account: z.string(),
  browser: z.optional(z.string()),
  system: z.optional(z.string()),
  since: z.number(),
  seen: z.number(),
})
export type About = z.infer<typeof About>
