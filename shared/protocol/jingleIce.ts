// XEP-0176: Jingle ICE-UDP Transport Method; XEP-0320: Use of DTLS-SRTP in Jingle Sessions
// Source: https://xmpp.org/extensions/xep-0176.html
// Version: XEP-0176 1.1.1 (2021-03-04), XEP-0320 1.0.0 (2020-05-26)

import * as z from 'zod/mini'
import { attribute } from './jingleRtp.ts'

export const IceCandidate = z.object({
  foundation: attribute,
  component: attribute,
  protocol: attribute,
  priority: attribute,
  ip: attribute,
  port: attribute,
  type: attribute,
  generation: attribute,
  network: attribute,
  id: attribute,
  relAddr: attribute,
  relPort: attribute,
  tcpType: attribute,
})
export type IceCandidate = z.infer<typeof IceCandidate>

/** `xmlns`: which of the two namespaces it is in; left out, it goes out in XMPP-FTW's, the older one. */
export const Fingerprint = z.object({
  hash: attribute,
  value: attribute,
  setup: attribute,
  xmlns: z.optional(z.enum(['urn:xmpp:jingle:apps:dtls:0', 'urn:xmpp:tmp:jingle:apps:dtls:0'])),
})
export type Fingerprint = z.infer<typeof Fingerprint>

/** How the two sides find each other. */
export const IceTransport = z.object({
  transType: z.literal('iceUdp'),
  ufrag: attribute,
  pwd: attribute,
  candidates: z.optional(z.array(IceCandidate)),
  fingerprints: z.optional(z.array(Fingerprint)),
})
export type IceTransport = z.infer<typeof IceTransport>
