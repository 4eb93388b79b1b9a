import type { FormField, FormValue } from '#protocol/forms.ts'
import { t } from '../../../lib/i18n.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../../ui/CheckboxGroup.tsx'
import { Field } from '../../../ui/Field.tsx'
import { PasswordInput } from '../../../ui/PasswordInput.tsx'
import { Select } from '../../../ui/Select.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { isOn, linesOf, textOf } from '../formValues.ts'
import styles from './DataForm.module.css'

export type FormFieldInputProps = {
  field: FormField
  value: FormValue | undefined
  problem?: string
  onChange: (value: FormValue) => void
}

/** One field of a form (XEP-0004 §3.3); labels are the server's, and text. A type nobody knows is a line of text. */
export function FormFieldInput({ field, value, problem, onChange }: FormFieldInputProps) {
  const { type, var: name, description, required } = field
  if (type === 'hidden') return null
  if (type === 'fixed')
    return (
      <p className={styles.fixed} dir="auto">
        {textOf(field.value)}
      </p>
    )
  if (name === undefined) return null
  const label = <bdi>{field.label || name}</bdi>
  const options = (field.options ?? []).map((each) => ({
    value: each.value,
    label: each.label || each.value,
  }))
  if (type === 'boolean')
    return <Checkbox label={label} hint={description} checked={isOn(value)} onChange={onChange} />
  if (type === 'list-multi')
    return (
      <div>
        <CheckboxGroup label={label} options={options} value={linesOf(value)} onChange={onChange} />
        {description && <p className={styles.hint}>{description}</p>}
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      </div>
    )
  return (
    <Field label={label} hint={description ?? hintFor(type)} error={problem} required={required}>
      <Line
        type={type}
        text={textOf(value)}
        options={options}
        isRequired={required === true}
        onChange={onChange}
      />
    </Field>
  )
}

type LineProps = {
  type: string | undefined
  text: string
  options: { value: string; label: string }[]
  isRequired: boolean
  onChange: (value: FormValue) => void
}

function Line({ type, text, options, isRequired, onChange }: LineProps) {
  switch (type) {
    case 'list-single': {
      const none = isRequired || options.some(({ value }) => value === '') ? [] : [{ value: '', label: '–' }]
      return (
        <Select
          options={text === '' ? [...none, ...options] : options}
          // What nobody chose must not look chosen.
          placeholder={isRequired && options.every(({ value }) => value !== text) ? '–' : undefined}
          value={text}
          onChange={onChange}
        />
      )
    }
    case 'text-multi':
    case 'jid-multi':
      return <TextArea value={text} onChange={(next) => onChange(next.split('\n'))} />
    case 'text-private':
      return <PasswordInput autoComplete="new-password" value={text} onChange={onChange} />
    case 'jid-single':
      return <TextInput inputMode="email" spellCheck={false} value={text} onChange={onChange} />
    default:
      return <TextInput value={text} onChange={onChange} />
  }
}

const hintFor = (type: string | undefined) =>
  type === 'jid-multi' ? t('roomConfig:form.onePerLine') : undefined
