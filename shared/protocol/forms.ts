// XEP-0004: Data Forms
// Source: https://xmpp.org/extensions/xep-0004.html
// Version: 2.13.1 (2022-07-25)

import { z } from 'zod'
import { checkText, MAX_BODY_BYTES } from './define.ts'

export const FormValue = z.union([z.string(), z.boolean(), z.number(), z.array(z.string())])
export type FormValue = z.infer<typeof FormValue>

export const FormField = z.object({
  var: z.string().optional(),
  type: z.string().optional(),
  label: z.string().optional(),
  description: z.string().optional(),
  required: z.literal(true).optional(),
  options: z.array(z.object({ value: z.string(), label: z.string().optional() })).optional(),
  value: FormValue.optional(),
})
export type FormField = z.infer<typeof FormField>

/** A form as it arrives: `FORM_TYPE` is left out of `fields` and given in `formType`. */
export const DataForm = z.object({
  title: z.string().optional(),
  instructions: z.string().optional(),
  formType: z.string().optional(),
  fields: z.array(FormField).optional(),
  reported: z.array(FormField).optional(),
  items: z.array(z.array(FormField)),
})
export type DataForm = z.infer<typeof DataForm>

const BAD_FORM = 'Badly formatted data form'

/** A filled form on its way out; the gateway adds `FORM_TYPE`. */
export const FormSubmission = z
  .array(
    z.object(
      {
        var: z.string(BAD_FORM),
        value: z.union(FormValue.options, BAD_FORM).optional(),
        label: z.string(BAD_FORM).optional(),
        type: z.string(BAD_FORM).optional(),
      },
      BAD_FORM,
    ),
    { error: (issue) => (issue.input ? BAD_FORM : "Missing 'form' key") },
  )
  .superRefine((fields, context) => {
    for (const { var: name, value, label, type } of fields)
      for (const text of [name, label, type, ...(Array.isArray(value) ? value : [value])])
        if (typeof text === 'string') checkText(text, 'form', MAX_BODY_BYTES, context)
  })
export type FormSubmission = z.infer<typeof FormSubmission>
