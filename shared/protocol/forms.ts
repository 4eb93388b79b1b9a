// XEP-0004: Data Forms
// Source: https://xmpp.org/extensions/xep-0004.html
// Version: 2.13.1 (2022-07-25)

import { z } from 'zod'

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

/** A filled form on its way out; the gateway adds `FORM_TYPE`. */
export const FormSubmission = z.array(
  z.object({
    var: z.string(),
    value: FormValue.optional(),
    label: z.string().optional(),
    type: z.string().optional(),
  }),
  { error: (issue) => (issue.input ? 'Badly formatted data form' : "Missing 'form' key") },
)
export type FormSubmission = z.infer<typeof FormSubmission>
