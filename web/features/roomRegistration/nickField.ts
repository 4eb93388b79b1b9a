import type { DataForm, FormSubmission } from '#protocol/forms.ts'
import { t } from '../../lib/i18n.ts'

/** XEP-0045 §7.10: what every room asks for. */
export const isNickField = (name: string | undefined): boolean => name === 'muc#register_roomnick'

/** The one field that every room has, in our words; the server's heading and long instructions are left out. */
export function inOurWords({ title: _title, instructions: _instructions, ...form }: DataForm): DataForm {
  const fields = form.fields?.map((field) =>
    isNickField(field.var) ? { ...field, label: t('roomRegistration:field') } : field,
  )
  return { ...form, ...(fields ? { fields } : {}) }
}

export function nickOf(filled: FormSubmission): string | undefined {
  const value = filled.find((field) => isNickField(field.var))?.value
  return typeof value === 'string' ? value : undefined
}
