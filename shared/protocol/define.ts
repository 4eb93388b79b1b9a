import * as z from 'zod/mini'
import { parseJid } from './jid.ts'
import { codePointName, illegalCodePoint, utf8Length } from './text.ts'

/**
 * Why a request failed, in a word a program can branch on. The page has one sentence for each.
 * Stanza conditions that say enough by themselves need no reason.
 */
export const Reason = z.enum([
  'wrong-password',
  'password-required',
  'unknown-domain',
  'unreachable',
  'certificate',
  'tls-required',
  'timeout',
  'server-proof',
  'no-mechanism',
  'account-disabled',
  'account-exists',
  'registration-closed',
  'registration-refused',
  'bad-jid',
  'too-many-attempts',
  'protocol',
  'not-connected',
  'disconnected',
  'logged-out',
  'replaced',
  'expired',
  'ended-elsewhere',
  'unregistered',
  'rate-limited',
  'too-long',
  'illegal-character',
  'bad-data',
  'unknown-event',
  'internal',
  'members-only',
  'banned',
  'nick-conflict',
  'nick-locked',
  'full',
  'too-many-rooms',
  'not-found',
  'creation-restricted',
  'gone',
  'remote-timeout',
  'not-joined',
  'last-owner',
  'self-ban',
  'busy',
  'not-allowed',
  'forbidden',
  'unsupported',
  'unconfirmed',
])
export type Reason = z.infer<typeof Reason>

/** XMPP-FTW's error object with our `reason`. `request` is the offending payload without its secrets. */
export const ProtocolError = z.object({
  type: z.string(),
  condition: z.optional(z.string()),
  description: z.optional(z.string()),
  by: z.optional(z.string()),
  application: z.optional(
    z.object({ condition: z.string(), xmlns: z.optional(z.string()), description: z.optional(z.string()) }),
  ),
  request: z.optional(z.unknown()),
  reason: z.optional(Reason),
  /**
   * Code point (`U+0007`) or limit that was hit, seconds to wait: what the sentence needs. `not-joined` of what is
   * unconfirmed: its room was left before it said it to all, and its archive can tell once it is entered again.
   */
  detail: z.optional(z.string()),
  /** The password that was refused is the session's own copy, which was right before: it has been changed. */
  stored: z.optional(z.literal(true)),
  /** XEP-0077: a data form that says what the service wants instead. */
  form: z.optional(z.unknown()),
})
export type ProtocolError = z.infer<typeof ProtocolError>

export type Ack = 'required' | 'optional' | 'none'
export interface Command<D extends z.ZodMiniType, R extends z.ZodMiniType> {
  readonly data: D
  readonly reply: R
  readonly ack: Ack
  /** XMPP-FTW looks at the keys of this one before it asks for a callback. */
  readonly keysFirst: boolean
}
export interface EventSchema<D extends z.ZodMiniType> {
  readonly data: D
}

/** Browser to gateway. `ack` is what XMPP-FTW asks for; a missing required one is `Missing callback`. */
export function command<D extends z.ZodMiniType, R extends z.ZodMiniType>(
  data: D,
  reply: R,
  ack: Ack = 'required',
  keysFirst = false,
): Command<D, R> {
  return { data, reply, ack, keysFirst }
}

/** Gateway to browser. */
export function event<D extends z.ZodMiniType>(data: D): EventSchema<D> {
  return { data }
}

/** The reply that only says "accepted". */
export const Done = z.literal(true)

const missing = (name: string) => ({
  error: (issue: { input?: unknown }) => (issue.input ? `'${name}' must be text` : `Missing '${name}' key`),
})

/** Refuses what XML cannot carry and what is longer than `maxBytes` of UTF-8. */
export function checkText(
  text: string,
  name: string,
  maxBytes: number,
  context: z.core.$RefinementCtx,
): void {
  const issue = textIssue(text, name, maxBytes)
  if (issue) context.addIssue(issue)
}

function textIssue(text: string, name: string, maxBytes: number) {
  if (text.length * 3 > maxBytes && utf8Length(text) > maxBytes)
    return {
      code: 'custom' as const,
      message: `'${name}' is longer than ${maxBytes} bytes`,
      params: { reason: 'too-long', detail: String(maxBytes) },
    }
  const bad = illegalCodePoint(text)
  if (bad === undefined) return undefined
  const detail = codePointName(bad)
  return {
    code: 'custom' as const,
    message: `'${name}' has a character that XMPP cannot carry: ${detail}`,
    params: { reason: 'illegal-character', detail },
  }
}

/** Every text that goes to a server: no longer than XMPP takes, and of characters that it carries. */
const carriable = (name: string, maxBytes: number) =>
  z.check<string>(({ value, issues }) => {
    // Not by `superRefine`, which makes a function for each text that it looks at.
    const issue = textIssue(value, name, maxBytes)
    if (issue) issues.push({ ...issue, input: value, continue: true })
  })

const validAddress = (name: string) =>
  z.superRefine<string | undefined>((value, context) => {
    if (value && parseJid(value) === undefined)
      context.addIssue({
        code: 'custom',
        message: `'${name}' is not a valid address`,
        params: { reason: 'bad-jid' },
      })
  })

/** A required, non-empty text. Falsy counts as missing, as XMPP-FTW has it. */
export function key(name: string, maxBytes = 1024) {
  return z.string(missing(name)).check(z.minLength(1, `Missing '${name}' key`), carriable(name, maxBytes))
}

/** Text, or what XMPP-FTW takes for none. */
const maybeText = (given: z.ZodMiniString<string>, name: string) =>
  z.nullish(z.union([given, z.literal([false, 0])], `'${name}' must be text`))

/** Text that may be empty or absent; any other falsy value counts as absent, as XMPP-FTW has it. */
export function text(name: string, maxBytes = 1024) {
  return z.pipe(
    maybeText(z.string(`'${name}' must be text`).check(carriable(name, maxBytes)), name),
    z.transform((value) => (typeof value === 'string' ? value : undefined)),
  )
}

/** One text of a list; never empty. */
export function entry(name: string, maxBytes = 1023) {
  return z
    .string({ error: `'${name}' must hold text` })
    .check(z.minLength(1, `'${name}' has an empty entry`), carriable(name, maxBytes))
}

/** A required JID string, checked by RFC 7622 so that no bad one ever reaches the wire. */
export function address(name: string) {
  return z.string(missing(name)).check(z.minLength(1, `Missing '${name}' key`), validAddress(name))
}

/** A JID string that may be absent, or falsy, which is the same. */
export function optionalAddress(name: string) {
  return z
    .pipe(
      maybeText(z.string(`'${name}' must be text`), name),
      z.transform((value) => value || undefined),
    )
    .check(validAddress(name))
}

/** A required value of any other kind; falsy counts as missing. */
export function present<T extends z.core.$ZodType>(schema: T, name: string) {
  const given = z.transform((value: unknown, context) => {
    if (!value) context.issues.push({ code: 'custom', message: `Missing '${name}' key`, input: value })
    return value
  })
  return z.pipe(given, schema)
}

/** The most a message body may weigh, in bytes of UTF-8. */
export const MAX_BODY_BYTES = 16 * 1024
