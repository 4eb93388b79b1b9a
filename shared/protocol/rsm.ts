// XEP-0059: Result Set Management
// Source: https://xmpp.org/extensions/xep-0059.html
// Version: 1.0.1 (2021-04-06)

import * as z from 'zod/mini'
import { checkText } from './define.ts'

const Position = z.nullish(
  z.union([z.string(), z.int().check(z.gte(0), z.lte(1_000_000)), z.boolean()]).check(
    z.superRefine((value, context) => {
      if (typeof value === 'string') checkText(value, 'rsm', 1024, context)
    }),
  ),
)

const Request = z.object({
  max: Position,
  after: Position,
  before: Position,
  index: Position,
})

/** Asked for. `before: true` is the last page; `false` and `null` are left out. What is no object is nothing. */
export const RsmRequest = z.optional(
  z.pipe(
    z.transform((value: z.input<typeof Request> | null) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined,
    ),
    z.optional(Request),
  ),
)
export type RsmRequest = z.infer<typeof RsmRequest>

/** Got: the third argument of the acknowledgement. */
export const Rsm = z.object({
  count: z.optional(z.number()),
  first: z.optional(z.string()),
  last: z.optional(z.string()),
  'first-index': z.optional(z.number()),
  /** XEP-0313: whether this page is the last one in its direction. */
  complete: z.optional(z.boolean()),
})
export type Rsm = z.infer<typeof Rsm>
