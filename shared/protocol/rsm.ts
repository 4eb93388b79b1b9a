// XEP-0059: Result Set Management
// Source: https://xmpp.org/extensions/xep-0059.html
// Version: 1.0.1 (2021-04-06)

import { z } from 'zod'
import { checkText } from './define.ts'

const Position = z
  .union([z.string(), z.number().int().min(0).max(1_000_000), z.boolean()])
  .superRefine((value, context) => {
    if (typeof value === 'string') checkText(value, 'rsm', 1024, context)
  })
  .optional()

/** Asked for. `before: true` is the last page; `before: false` is left out. */
export const RsmRequest = z
  .object({
    max: Position,
    after: Position,
    before: Position,
    index: Position,
  })
  .optional()
export type RsmRequest = z.infer<typeof RsmRequest>

/** Got: the third argument of the acknowledgement. */
export const Rsm = z.object({
  count: z.number().optional(),
  first: z.string().optional(),
  last: z.string().optional(),
  'first-index': z.number().optional(),
  /** XEP-0313: whether this page is the last one in its direction. */
  complete: z.boolean().optional(),
})
export type Rsm = z.infer<typeof Rsm>
