// XEP-0060: Publish-Subscribe, §6.5 retrieving items, §7 publisher use cases
// Source: https://xmpp.org/extensions/xep-0060.html
// Version: 1.26.0 (2023-09-07)

import * as z from 'zod/mini'
import { checkText, command, Done, event, key } from './define.ts'
import { Jid } from './jidSchema.ts'
import { flag, node, optionalForm, source } from './pubsub.ts'
import { Content, Entry } from './pubsubEntry.ts'
import { RsmRequest } from './rsm.ts'

const BAD_IDS = 'ID should be string or array of strings'
const MAX_IDS = 1000

const Id = z.string(BAD_IDS).check(
  z.minLength(1, BAD_IDS),
  z.superRefine((id, context) => checkText(id, 'id', 1024, context)),
)

/** One id, several or none; read as a list of texts. */
const ids = z.optional(
  z.pipe(
    z.transform((value: string | number | readonly (string | number)[] | null | false) =>
      (Array.isArray(value) ? value : value ? [value] : []).map((id) =>
        typeof id === 'number' ? String(id) : id,
      ),
    ),
    z.array(Id).check(z.maxLength(MAX_IDS, BAD_IDS)),
  ),
)

/** XMPP-FTW writes a number as it reads. */
const asText = (id: string | number) => (typeof id === 'number' && id ? String(id) : (id as string))

const itemId = z.optional(
  z.pipe(
    z.transform((id: string | number | null | false) => (id ? asText(id) : undefined)),
    z.optional(key('id')),
  ),
)

const maxItems = z.optional(
  z.pipe(
    z.transform((value: number | string | null | false) =>
      typeof value === 'string' && /^\d{1,7}$/u.test(value) ? Number(value) : value || undefined,
    ),
    z.optional(z.int().check(z.gte(1), z.lte(1_000_000))),
  ),
)

export const Item = z.object({
  id: z.optional(z.string()),
  /** Empty where nothing in the item was recognised. */
  entry: Entry,
  publisher: z.optional(z.string()),
})
export type Item = z.infer<typeof Item>

const headers = z.optional(z.array(z.object({ name: z.string(), value: z.string() })))

export const commands = {
  /** §7.1. Without `id` the service makes one up. `options` are preconditions (§7.1.5); the gateway adds `FORM_TYPE`. */
  'xmpp.pubsub.publish': command(
    z.object({ ...node, content: Content, id: itemId, options: optionalForm }),
    z.object({ id: z.optional(z.string()) }),
  ),
  /** §7.2. With `notify` subscribers are told, whatever the node would do by itself. */
  'xmpp.pubsub.item.delete': command(
    z.object({
      ...node,
      id: z.pipe(
        z.transform((id: string | number) => asText(id)),
        key('id'),
      ),
      notify: flag,
    }),
    Done,
  ),
  /** §6.5: the items of these ids, the newest `maxItems`, or a page. */
  'xmpp.pubsub.retrieve': command(
    z.object({ ...node, id: ids, maxItems, rsm: z.nullish(RsmRequest) }),
    z.array(Item),
  ),
}

export const events = {
  /** One for each item. `delay` is the time stamp alone; `headers` are XEP-0131's. */
  'xmpp.pubsub.push.item': event(
    z.object({
      ...source,
      /** Absent where the node tells only that something was published. */
      id: z.optional(z.string()),
      entry: z.optional(Entry),
      publisher: z.optional(Jid),
      delay: z.optional(z.string()),
      headers,
    }),
  ),
  /** §7.2.2.1: one for each item that was taken back. */
  'xmpp.pubsub.push.retract': event(z.object({ ...source, id: z.string(), headers })),
}
