import { type FormEvent, useState } from 'react'
import type { DataForm as Form, FormSubmission } from '#protocol/forms.ts'
import { Button } from '../../../ui/Button.tsx'
import { initialValues, problemsOf, submissionOf, type Values } from '../formValues.ts'
import { useFirstProblem } from '../useFirstProblem.ts'
import styles from './DataForm.module.css'
import { FormFields } from './FormFields.tsx'

export type DataFormProps = {
  form: Form
  onSubmit: (filled: FormSubmission) => void
  /** Without one, its buttons stand elsewhere, and belong to the form by its `id`. */
  submitLabel?: string
  id?: string
  /** Why it was not taken. */
  error?: string
  busy?: boolean
}

/** Any form of a server (XEP-0004), with its own labels. */
export function DataForm({ form, onSubmit, submitLabel, id, error, busy }: DataFormProps) {
  const [values, setValues] = useState<Values>(() => initialValues(form))
  const [problems, setProblems] = useState<Record<string, string>>({})
  const firstProblem = useFirstProblem(problems)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // React hands events on to the parent in its own tree, which may be a form of its own.
    event.stopPropagation()
    const found = problemsOf(form.fields ?? [], values)
    setProblems(found)
    if (Object.keys(found).length === 0) onSubmit(submissionOf(form, values))
  }
  return (
    <form ref={firstProblem} id={id} className={styles.form} onSubmit={submit} noValidate>
      {form.title && (
        <h2 className={styles.title} dir="auto">
          {form.title}
        </h2>
      )}
      {form.instructions && (
        <p className={styles.hint} dir="auto">
          {form.instructions}
        </p>
      )}
      <FormFields
        fields={form.fields ?? []}
        values={values}
        problems={problems}
        onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
      />
      <p role="alert" className={styles.problem}>
        {error}
      </p>
      {submitLabel !== undefined && (
        <div>
          <Button type="submit" variant="primary" busy={busy}>
            {submitLabel}
          </Button>
        </div>
      )}
    </form>
  )
}
