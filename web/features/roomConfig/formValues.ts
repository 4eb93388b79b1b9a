import type { DataForm, FormField, FormSubmission, FormValue } from '#protocol/forms.ts'
import { parseJid } from '#protocol/jid.ts'
import { t } from '../../lib/i18n.ts'

/** What stands in a form, by field; a field that nobody touched and that had no value is not there. */
export type Values = Readonly<Record<string, FormValue>>

const fieldsOf = (form: DataForm): FormField[] => form.fields ?? []

export function initialValues(form: DataForm): Values {
  return Object.fromEntries(
    fieldsOf(form).flatMap(({ var: name, value }) =>
      name === undefined || value === undefined ? [] : [[name, value]],
    ),
  )
}

/** XEP-0004 §3.2: what the form offered goes back, hidden fields too; labels between the fields do not. */
export function submissionOf(form: DataForm, values: Values): FormSubmission {
  return fieldsOf(form).flatMap(({ var: name, type }) => {
    if (name === undefined || type === 'fixed') return []
    const value = values[name]
    return value === undefined ? [] : [{ var: name, value: cleaned(type, value), ...(type ? { type } : {}) }]
  })
}

/** What is wrong, by field. */
export function problemsOf(fields: readonly FormField[], values: Values): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const field of fields) {
    const problem = field.var === undefined ? undefined : problemOf(field, values[field.var])
    if (field.var !== undefined && problem !== undefined) problems[field.var] = problem
  }
  return problems
}

function problemOf({ type, required }: FormField, value: FormValue | undefined): string | undefined {
  if (type === 'hidden' || type === 'fixed') return undefined
  const lines = linesOf(value).filter((line) => line.trim() !== '')
  if (required && lines.length === 0 && typeof value !== 'boolean') return t('roomConfig:form.required')
  if (type !== 'jid-single' && type !== 'jid-multi') return undefined
  const bad = lines.find((line) => parseJid(line.trim()) === undefined)
  return bad === undefined ? undefined : t('roomConfig:form.badAddress', { address: bad.trim() })
}

/** The lines of a value: of several texts, or of one. */
export function linesOf(value: FormValue | undefined): string[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : String(value).split('\n')
}

export function textOf(value: FormValue | undefined): string {
  return linesOf(value).join('\n')
}

/** A field that does not say that it is a boolean comes as text. */
export const isOn = (value: FormValue | undefined): boolean =>
  value === true || value === '1' || value === 'true'

function cleaned(type: string | undefined, value: FormValue): FormValue {
  if (type === 'jid-multi') return linesOf(value).flatMap((line) => line.trim() || [])
  if (type === 'jid-single') return textOf(value).trim()
  return value
}

/** Off and never touched are the same. */
export function sameValues(a: Values, b: Values): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => JSON.stringify(a[name] ?? false) === JSON.stringify(b[name] ?? false))
}
