// XEP-0363: HTTP File Upload
// Source: https://xmpp.org/extensions/xep-0363.html
// Version: 0.4.0 (2017-12-03)

import * as z from 'zod/mini'
import { command, key, text } from './define.ts'

const WHOLE = "'size' must be a whole number of bytes"
const size = z.number({ error: (issue) => (issue.input ? WHOLE : "Missing 'size' key") }).check(
  z.refine((bytes) => Number.isSafeInteger(bytes), WHOLE),
  z.minimum(1, { error: ({ input }) => (input === 0 ? "Missing 'size' key" : WHOLE) }),
)

/** Who keeps files for the account. `maxSize` in bytes, where the service says so. */
export const UploadService = z.object({ jid: z.string(), maxSize: z.optional(z.number()) })
export type UploadService = z.infer<typeof UploadService>

/** Where one file may be put, once and soon, and where everybody who knows the address finds it then. */
export const UploadSlot = z.object({
  put: z.object({
    url: z.string(),
    /** To be sent along; of those that a service may wish for (version 1.0 §5), and in one line each. */
    headers: z.object({
      Authorization: z.optional(z.string()),
      Cookie: z.optional(z.string()),
      Expires: z.optional(z.string()),
    }),
  }),
  get: z.object({ url: z.string() }),
})
export type UploadSlot = z.infer<typeof UploadSlot>

export const commands = {
  /** Found by disco and known for the session. Without one: `item-not-found`, reason `unsupported`. */
  'xmpp.upload.service': command(z.object({}), UploadService),
  /**
   * What is to be put must be of that size and of that type. Both addresses are https at the service's own domain or the
   * account's, or where the operator of the gateway said; all others are refused (`protocol`). A file that is too large is
   * refused with `too-long` and the most in `detail`, one too many with `rate-limited` and the seconds to wait.
   */
  'xmpp.upload.slot': command(z.object({ name: key('name'), size, type: text('type', 255) }), UploadSlot),
}

export const events = {}
