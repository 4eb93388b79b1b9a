// XEP-0166: Jingle; XEP-0338: Jingle Grouping Framework
// Source: https://xmpp.org/extensions/xep-0166.html
// Version: XEP-0166 1.1.2 (2018-09-19), XEP-0338 1.0.0 (2020-07-21)

import * as z from 'zod/mini'
import { address, checkText, command, Done, event, key, MAX_BODY_BYTES, text } from './define.ts'
import { IceTransport } from './jingleIce.ts'
import { attribute, RtpDescription } from './jingleRtp.ts'

/** One stream of the session. What is neither RTP nor ICE-UDP is left out of it. */
export const JingleContent = z.object({
  name: attribute,
  creator: attribute,
  senders: attribute,
  disposition: attribute,
  description: z.optional(RtpDescription),
  transport: z.optional(IceTransport),
})
export type JingleContent = z.infer<typeof JingleContent>

/** `xmlns`: which of the two namespaces it is in; left out, it goes out in XMPP-FTW's, the older one. */
export const JingleGrouping = z.object({
  type: attribute,
  contents: z.array(
    z.string().check(z.superRefine((name, context) => checkText(name, 'jingle', MAX_BODY_BYTES, context))),
  ),
  xmlns: z.optional(z.enum(['urn:xmpp:jingle:apps:grouping:0', 'urn:ietf:rfc:5888'])),
})
export type JingleGrouping = z.infer<typeof JingleGrouping>

/** The name of an element: lower case, as all conditions of XMPP are. */
const ElementName = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/u))

/** Why it ends (§7.4): `condition` as `decline` or `success`; `alternative` is the sid of another session. */
export const JingleReason = z.object({
  condition: ElementName,
  text: attribute,
  alternative: attribute,
})
export type JingleReason = z.infer<typeof JingleReason>

/** News of the session, as `ringing` or `mute` (XEP-0167 §8). */
export const JingleInfo = z.object({ kind: ElementName, creator: attribute, name: attribute })
export type JingleInfo = z.infer<typeof JingleInfo>

export const Jingle = z.object({
  sid: key('sid'),
  action: key('action', 64),
  initiator: attribute,
  responder: attribute,
  contents: z.optional(z.array(JingleContent)),
  groupings: z.optional(z.array(JingleGrouping)),
  reason: z.optional(JingleReason),
  info: z.optional(z.array(JingleInfo)),
})
export type Jingle = z.infer<typeof Jingle>

/** RFC 6120 §8.3.3, and the conditions of Jingle's own (§10). */
export const JingleError = z.object({
  type: z.optional(z.enum(['auth', 'cancel', 'continue', 'modify', 'wait'])),
  condition: z.optional(ElementName),
  jingleCondition: z.optional(ElementName),
})
export type JingleError = z.infer<typeof JingleError>

/**
 * `from` is a string JID. Where no page answers within five seconds, the gateway does: a call (`session-initiate`) is
 * refused as `service-unavailable`, all else acknowledged.
 */
export const JingleRequest = z.object({ from: z.string(), type: z.string(), id: z.string(), jingle: Jingle })
export type JingleRequest = z.infer<typeof JingleRequest>

// XMPP-FTW's order: what is asked is looked at only when it is no answer.
const wellAsked = z.transform((value: unknown, context) => {
  const { to, type, error, jingle } = (value ?? {}) as Record<string, unknown>
  if (!to || type === 'result' || type === 'error' || error) return value
  const { sid, action } = (typeof jingle === 'object' && jingle !== null ? jingle : {}) as Record<
    string,
    unknown
  >
  const missing = !jingle ? 'jingle' : !sid ? 'sid' : !action ? 'action' : undefined
  if (missing) context.issues.push({ code: 'custom', message: `Missing '${missing}' key`, input: value })
  return value
})

export const commands = {
  /** A request (`type: 'set'`), or the answer to one by its `id`: `type: 'result'`, or an `error`. */
  'xmpp.jingle.request': command(
    z.pipe(
      wellAsked,
      z.object({
        to: address('to'),
        type: z.union([z.nullish(z.enum(['set', 'result', 'error'])), z.literal('')]),
        id: text('id', 1023),
        jingle: z.nullish(Jingle),
        error: z.nullish(JingleError),
      }),
    ),
    Done,
  ),
}

export const events = { 'xmpp.jingle.request': event(JingleRequest) }
