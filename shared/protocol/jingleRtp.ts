// XEP-0167: Jingle RTP Sessions; XEP-0293: Jingle RTP Feedback Negotiation; XEP-0294: Jingle RTP Header Extensions Negotiation
// Source: https://xmpp.org/extensions/xep-0167.html
// Version: XEP-0167 1.2.3 (2025-07-04), XEP-0293 1.0.2 (2022-08-26), XEP-0294 1.1.2 (2022-08-27)

import * as z from 'zod/mini'
import { checkText, MAX_BODY_BYTES } from './define.ts'

const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value)

/** The text of an attribute. A browser may also write a number or a boolean; it always reads text. */
export const attribute = z.optional(
  z.pipe(
    z.transform((value: string | number | boolean | null, context): string | undefined => {
      if (value === null) return undefined
      if (isScalar(value)) return String(value)
      context.issues.push({
        code: 'custom',
        message: "'jingle' has an attribute that is no text",
        input: value,
      })
      return undefined
    }),
    z
      .optional(z.string())
      .check(z.superRefine((text, context) => checkText(text ?? '', 'jingle', MAX_BODY_BYTES, context))),
  ),
)

const Feedback = z.object({ type: attribute, subtype: attribute, value: attribute })
const Parameter = z.object({ key: attribute, value: attribute })

export const RtpPayload = z.object({
  id: attribute,
  name: attribute,
  clockrate: attribute,
  channels: attribute,
  maxptime: attribute,
  ptime: attribute,
  feedback: z.optional(z.array(Feedback)),
  parameters: z.optional(z.array(Parameter)),
})
export type RtpPayload = z.infer<typeof RtpPayload>

/** What is to be heard or seen. `encryptionRequired`: without one of `encryption`, nothing. */
export const RtpDescription = z.object({
  descType: z.literal('rtp'),
  media: attribute,
  ssrc: attribute,
  mux: z.optional(z.literal(true)),
  payloads: z.optional(z.array(RtpPayload)),
  encryption: z.optional(
    z.array(
      z.object({ tag: attribute, cipherSuite: attribute, keyParams: attribute, sessionParams: attribute }),
    ),
  ),
  encryptionRequired: z.optional(z.literal(true)),
  bandwidth: z.optional(z.object({ type: attribute, value: attribute })),
  headerExtensions: z.optional(z.array(z.object({ id: attribute, senders: attribute, uri: attribute }))),
  ssrcs: z.optional(
    z.array(
      z.object({
        ssrc: attribute,
        cname: attribute,
        msid: attribute,
        mslabel: attribute,
        label: attribute,
      }),
    ),
  ),
  feedback: z.optional(z.array(Feedback)),
})
export type RtpDescription = z.infer<typeof RtpDescription>
