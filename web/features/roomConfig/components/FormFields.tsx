import type { FormField, FormValue } from '#protocol/forms.ts'
import type { Values } from '../formValues.ts'
import { FormFieldInput } from './FormFieldInput.tsx'

type FormFieldsProps = {
  fields: readonly FormField[]
  values: Values
  problems: Readonly<Record<string, string>>
  onChange: (name: string, value: FormValue) => void
}

/** The fields of a form in their order. */
export function FormFields({ fields, values, problems, onChange }: FormFieldsProps) {
  return fields.map((field, index) => (
    <FormFieldInput
      key={field.var ?? `fixed ${index}`}
      field={field}
      value={field.var === undefined ? undefined : values[field.var]}
      problem={field.var === undefined ? undefined : problems[field.var]}
      onChange={(value) => field.var !== undefined && onChange(field.var, value)}
    />
  ))
}
