// XEP-0070: Verifying HTTP Requests via XMPP
// Source: https://xmpp.org/extensions/xep-0070.html
// Version: 1.0.1 (2016-12-09)

import * as z from 'zod/mini'
import { checkText, command, Done, event } from './define.ts'
import { Jid, parseJid } from './jid.ts'

/** `id`: the transaction identifier, which the person knows from the other side. */
export const HttpRequest = z.object({ method: z.string(), id: z.string(), url: z.string() })
export type HttpRequest = z.infer<typeof HttpRequest>

/** Somebody asks for `url` in this person's name. `id`: to be given back with the answer; absent without a thread. */
export const HttpVerify = z.object({
  type: z.enum(['iq', 'message']),
  from: Jid,
  id: z.optional(z.string()),
  description: z.optional(z.string()),
  request: HttpRequest,
})
export type HttpVerify = z.infer<typeof HttpVerify>

const MAX_URL_BYTES = 8192

// XMPP-FTW calls them parameters here.
const parameter = (name: string, label = `'${name}'`, maxBytes = 1024) => {
  const missing = `Missing ${label} parameter`
  return z.string({ error: (issue) => (issue.input ? `'${name}' must be text` : missing) }).check(
    z.minLength(1, missing),
    z.superRefine<string>((value, context) => checkText(value, name, maxBytes, context)),
  )
}

const Request = z.object(
  {
    url: parameter('url', "request 'url'", MAX_URL_BYTES),
    id: parameter('id', "request 'id'"),
    method: parameter('method', "request 'method'"),
  },
  { error: "Missing 'request' parameter" },
)

// Falsy counts as absent.
const id = z.optional(
  z.pipe(
    z.transform((value: string | null | false | 0) => value || undefined),
    z.optional(parameter('id')),
  ),
)
const request = z.optional(
  z.pipe(
    z.transform((value: z.input<typeof Request> | null | false | '' | 0) => value || undefined),
    z.optional(Request),
  ),
)

const typeOf = (value: unknown) =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
    ? value.type.toLowerCase()
    : ''

// XMPP-FTW looks for the id of an iq before it looks whom to answer.
const iqNeedsId = z.transform((value: unknown, context) => {
  if (typeOf(value) === 'iq' && !(value as { id?: unknown }).id)
    context.issues.push({ code: 'custom', message: "Missing 'id' parameter", input: value })
  return value
})

const Fields = z
  .object({
    type: z.pipe(
      z.pipe(
        parameter('type'),
        z.transform((value: string) => value.toLowerCase()),
      ),
      z.enum(['iq', 'message'], "Invalid 'type' parameter"),
    ),
    id,
    to: parameter('to', undefined, 3071).check(
      z.superRefine<string>((value, context) => {
        if (parseJid(value) === undefined)
          context.addIssue({
            code: 'custom',
            message: "'to' is not a valid address",
            params: { reason: 'bad-jid' },
          })
      }),
    ),
    request,
  })
  .check(
    z.superRefine((data, context) => {
      if (data.type === 'message' && data.request === undefined)
        context.addIssue({ code: 'custom', message: "Missing 'request' parameter" })
    }),
  )

/** The answer. A message is known again by its thread, so its `id` may be absent, but not what it was about. */
const Answer = z.pipe(iqNeedsId, Fields)

export const commands = {
  'xmpp.http.confirm': command(Answer, Done, 'optional'),
  'xmpp.http.deny': command(Answer, Done, 'optional'),
}

export const events = { 'xmpp.http.verify': event(HttpVerify) }
