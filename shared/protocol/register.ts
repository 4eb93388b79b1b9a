// XEP-0077: In-Band Registration
// Source: https://xmpp.org/extensions/xep-0077.html
// Version: 2.5 (2023-11-25)

import * as z from 'zod/mini'
import { address, command, Done, text } from './define.ts'
import { DataForm, FormSubmission } from './forms.ts'
import { Oob } from './oob.ts'

/** `true` where it is asked for, or what the service has. */
const Asked = z.optional(z.union([z.literal(true), z.string()]))

const form = z.optional(
  z.pipe(
    z.transform((form: z.input<typeof FormSubmission> | null | false | '' | 0) => form || undefined),
    z.optional(FormSubmission),
  ),
)
const Account = z.object({
  to: address('to'),
  username: text('username', 1023),
  password: text('password', 4096),
  email: text('email', 1023),
  form,
})
const Registered = z.object({ registered: z.literal(true) })

/** Where a refusal of the last three comes with a form, its error has it as `form`. */
export const commands = {
  /** §3.1. `form` wins over the fields, and both over `oob`, a place on the web to do it. */
  'xmpp.register.get': command(
    z.object({ to: address('to') }),
    z.object({
      username: Asked,
      password: Asked,
      email: Asked,
      instructions: z.optional(z.string()),
      registered: z.optional(z.literal(true)),
      form: z.optional(DataForm),
      oob: z.optional(Oob),
    }),
  ),
  /** §3.1.1: the fields or the form that `get` asked for. The gateway adds `FORM_TYPE`. */
  'xmpp.register.set': command(Account, Registered),
  /** §3.3. With one's own server as `to`, this session comes back with the new password from then on. */
  'xmpp.register.password': command(Account, Registered),
  /** §3.2. With one's own server as `to`, the account is gone, and every session of it here has ended. */
  'xmpp.register.unregister': command(z.object({ to: address('to'), form }), Done),
}
