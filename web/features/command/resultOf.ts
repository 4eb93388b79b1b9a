import type { DataForm, FormField, FormValue } from '#protocol/forms.ts'

export interface Column {
  readonly name: string
  readonly label: string
  readonly isAddress: boolean
}

export interface ResultForm {
  readonly fields: readonly FormField[]
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
}

/** What a form tells that asks nothing: single facts, and a table of what was found (XEP-0004 §3.4). */
export function resultOf(form: DataForm): ResultForm {
  const told = form.reported ?? form.items[0] ?? []
  const columns = told.flatMap(({ var: name, label, type }) =>
    name === undefined || type === 'hidden'
      ? []
      : [{ name, label: label || name, isAddress: type?.startsWith('jid') === true }],
  )
  const rows = form.items.map((item) => {
    const values = new Map(item.map((field) => [field.var, field.value]))
    return columns.map(({ name }) => wordsOf(values.get(name)))
  })
  const fields = (form.fields ?? []).filter(
    ({ type, value }) => type !== 'hidden' && value !== undefined && value !== '',
  )
  return { fields, columns, rows }
}

export function wordsOf(value: FormValue | undefined): string {
  if (value === undefined) return ''
  return Array.isArray(value) ? value.join('\n') : String(value)
}

/** The value as its options call it. */
export function labelledValue({ value, options }: FormField): string {
  const labelOf = (each: string) => options?.find((option) => option.value === each)?.label || each
  if (Array.isArray(value)) return value.map(labelOf).join('\n')
  return labelOf(wordsOf(value))
}
