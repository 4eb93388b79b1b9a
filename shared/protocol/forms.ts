// XEP-0004: Data Forms
// Source: https://xmpp.org/extensions/xep-0004.html
// Version: 2.13.1 (2022-07-25)

import * as z from 'zod/mini'
import { checkText, MAX_BODY_BYTES } from './define.ts'

export const FormValue = z.union([z.string(), z.boolean(), z.number(), z.array(z.string())])
export type FormValue = z.infer<typeof FormValue>

export const FormField = z.object({
  var: z.optional(z.string()),
  type: z.optional(z.string()),
  label: z.optional(z.string()),
  description: z.optional(z.string()),
  required: z.optional(z.literal(true)),
  options: z.optional(z.array(z.object({ value: z.string(), label: z.optional(z.string()) }))),
  value: z.optional(FormValue),
})
export type FormField = z.infer<typeof FormField>

/** A form as it arrives: `FORM_TYPE` is left out of `fields` and given in `formType`. */
export const DataForm = z.object({
  title: z.optional(z.string()),
  instructions: z.optional(z.string()),
  formType: z.optional(z.string()),
  fields: z.optional(z.array(FormField)),
  reported: z.optional(z.array(FormField)),
  items: z.array(z.array(FormField)),
})
export type DataForm = z.infer<typeof DataForm>

const BAD_FORM = 'Badly formatted data form'

/** Falsy is none, and a number is written as it reads, as XMPP-FTW has it. */
const line = z.optional(
  z.pipe(
    z.transform((value: string | number | null | false) =>
      typeof value === 'number' && value ? String(value) : value || undefined,
    ),
    z.optional(z.string(BAD_FORM)),
  ),
)

const name = z.pipe(
  z.transform((value: string | number) => (typeof value === 'number' ? String(value) : value)),
  z.string(BAD_FORM),
)

const values = z.pipe(
  z.transform(
    (value: FormValue | (string | number | boolean)[]): FormValue =>
      Array.isArray(value) ? value.map((each) => (isPlain(each) ? String(each) : each)) : value,
  ),
  z.union(FormValue.def.options, BAD_FORM),
)

const isPlain = (value: unknown) => typeof value === 'number' || typeof value === 'boolean'

/** A filled form on its way out; the gateway adds `FORM_TYPE`. */
export const FormSubmission = z
  .array(z.object({ var: name, value: z.optional(values), label: line, type: line }, BAD_FORM), {
    error: (issue) => (issue.input ? BAD_FORM : "Missing 'form' key"),
  })
  .check(
    z.superRefine((fields, context) => {
      for (const { var: name, value, label, type } of fields)
        for (const text of [name, label, type, ...(Array.isArray(value) ? value : [value])])
          if (typeof text === 'string') checkText(text, 'form', MAX_BODY_BYTES, context)
    }),
  )
export type FormSubmission = z.infer<typeof FormSubmission>
