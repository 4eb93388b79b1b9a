// RFC 6121: Instant Messaging and Presence, §5 exchanging messages
// Source: https://www.rfc-editor.org/rfc/rfc6121
// Version: March 2011

import * as z from 'zod/mini'
import * as chatStates from './chatStates.ts'
import * as checks from './checks.ts'
import * as corrections from './corrections.ts'
import { MAX_BODY_BYTES, text } from './define.ts'
import * as delay from './delay.ts'
import * as delivery from './delivery.ts'
import * as markers from './markers.ts'
import * as occupantId from './occupantId.ts'
import * as oob from './oob.ts'
import * as receipts from './receipts.ts'
import * as retraction from './retraction.ts'
import * as stanzaIds from './stanzaIds.ts'

/** What any outgoing message may hold. `id` is the browser's own, used as stanza id and origin-id. */
export const outgoing = {
  content: text('content', MAX_BODY_BYTES),
  format: z.nullish(z.string()),
  id: text('id', 256),
  ...chatStates.outgoing,
  ...receipts.outgoing,
  ...markers.outgoing,
  ...corrections.outgoing,
  ...retraction.outgoing,
  ...oob.outgoing,
  ...delivery.outgoing,
}

/** What any incoming message may hold. Only plain text leaves the gateway unless the sender gave nothing else. */
export const incoming = {
  content: z.optional(z.string()),
  format: z.optional(z.enum(['plain', 'xhtml'])),
  id: z.optional(z.string()),
  ...chatStates.incoming,
  ...receipts.incoming,
  ...markers.incoming,
  ...delay.incoming,
  ...corrections.incoming,
  ...retraction.incoming,
  ...stanzaIds.incoming,
  ...occupantId.incoming,
  ...oob.incoming,
  ...checks.incoming,
}
