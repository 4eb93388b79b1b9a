// XEP-0070: Verifying HTTP Requests via XMPP
// Source: https://xmpp.org/extensions/xep-0070.html
// Version: 1.0.1 (2016-12-09)

import * as z from 'zod/mini'
import { checkText, command, Done, event } from './define.ts'
import { fullJid, parseJid } from './jid.ts'
import { Jid } from './jidSchema.ts'

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

/** How a question ended: by a tab, or without an answer after five minutes. `requestId`: of which transaction. */
export const HttpAnswered = z.object({
  type: z.enum(['iq', 'message']),
  from: Jid,
  id: z.optional(z.string()),
  requestId: z.optional(z.string()),
  answer: z.enum(['confirmed', 'denied', 'none']),
})
export type HttpAnswered = z.infer<typeof HttpAnswered>

/** Whether it is that question that was answered. An iq is known by its id, a message by its transaction as well. */
export function isAnswerTo(answered: HttpAnswered, { type, from, id, request }: HttpVerify): boolean {
  return (
    answered.type === type &&
    answered.id === id &&
    (type === 'iq' || answered.requestId === request.id) &&
    fullJid(answered.from) === fullJid(from)
  )
}

const MAX_URL_BYTES = 8192
const INVALID = "Invalid 'type' parameter"

// XMPP-FTW calls them parameters here.
const parameter = (name: string, label = `'${name}'`, maxBytes = 1024, isNone = `'${name}' must be text`) => {
  const missing = `Missing ${label} parameter`
  return z.string({ error: (issue) => (issue.input ? isNone : missing) }).check(
    z.minLength(1, missing),
    z.superRefine<string>((value, context) => checkText(value, name, maxBytes, context)),
  )
}

/** A number is written as it reads. */
const identifier = (label?: string) =>
  z.pipe(
    z.transform((value: string | number) => (typeof value === 'number' && value ? String(value) : value)),
    parameter('id', label),
  )

const Request = z.object(
  {
    url: parameter('url', "request 'url'", MAX_URL_BYTES),
    id: identifier("request 'id'"),
    method: parameter('method', "request 'method'"),
  },
  { error: "Missing 'request' parameter" },
)

// Falsy counts as absent.
const id = z.optional(
  z.pipe(
    z.transform((value: string | number | null | false) => value || undefined),
    z.optional(identifier()),
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
        parameter('type', undefined, undefined, INVALID),
        z.transform((value: string) => value.toLowerCase()),
      ),
      z.enum(['iq', 'message'], INVALID),
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

export const events = {
  'xmpp.http.verify': event(HttpVerify),
  /** To every tab, so that nobody is asked any more what has been answered. */
  'xmpp.http.answered': event(HttpAnswered),
}
