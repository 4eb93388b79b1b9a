// XEP-0055: Jabber Search
// Source: https://xmpp.org/extensions/xep-0055.html
// Version: 1.2 (2004-03-22)

import * as z from 'zod/mini'
import { address, checkText, command } from './define.ts'
import { DataForm, FormSubmission, FormValue } from './forms.ts'

/** The names become elements: no more than XML 1.0 §2.3 lets one be, and no prefix. */
const START =
  'A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}'
const NAME = new RegExp(`^[${START}][${START}-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040]*$`, 'u')
const MAX_BYTES = 1023

const Basic = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).check(
  z.superRefine((basic, context) => {
    for (const [name, value] of Object.entries(basic)) {
      if (!NAME.test(name) || /^xml/iu.test(name))
        context.addIssue({ code: 'custom', message: "'basic' has a key that names no field" })
      checkText(String(value), 'basic', MAX_BYTES, context)
    }
  }),
)
const Fields = z.object({ to: address('to'), basic: z.optional(Basic), form: z.optional(FormSubmission) })
/** What is looked for, as it may come. */
export interface Wish {
  to: string
  basic?: z.input<typeof Basic> | null | undefined
  form?: z.input<typeof FormSubmission> | null | undefined
}

/** What one column is called, and of which type its values are. */
export const SearchField = z.object({ label: z.optional(z.string()), type: z.optional(z.string()) })

export const commands = {
  /** §2.1. Which fields can be looked in: their names, or a form. */
  'xmpp.search.get': command(
    z.object({ to: address('to') }),
    z.object({
      instructions: z.optional(z.string()),
      basic: z.optional(z.array(z.string())),
      form: z.optional(DataForm),
    }),
  ),
  /** `basic`, a text for each field by its name, wins over `form`. */
  'xmpp.search.do': command(
    z.pipe(
      z.transform(({ to, basic, form }: Wish, context) => {
        if (to && !basic && !form)
          context.issues.push({ code: 'custom', message: "Missing 'basic' or 'form' key", input: to })
        return { to, ...(basic ? { basic } : form ? { form } : {}) }
      }),
      Fields,
    ),
    z.object({
      fields: z.record(z.string(), SearchField),
      results: z.array(z.record(z.string(), FormValue)),
    }),
  ),
}
