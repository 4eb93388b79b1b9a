import type { ReactNode, Ref } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Field } from '../../../ui/Field.tsx'
import { PasswordInput } from '../../../ui/PasswordInput.tsx'

type PasswordPromptProps = {
  room: string
  value: string
  onChange: (password: string) => void
  /** What the room knows already, or how exactly it takes it. */
  hint?: string
  isRequired?: boolean
  /** Required, wrong, or changed since last time: each its own sentence. */
  error?: string
  /** The server's own words. */
  said?: string
  ref?: Ref<HTMLInputElement>
  /** What becomes of it. */
  children?: ReactNode
}

/** The password of a room, exactly as typed; the same wherever a room is entered. */
export function PasswordPrompt(props: PasswordPromptProps) {
  const { room, value, onChange, hint, isRequired = true, error, said, ref, children } = props
  return (
    <>
      {/* For password managers: they keep passwords by name, and the room's name is its address. */}
      <input type="text" name="username" autoComplete="username" value={room} readOnly hidden />
      <Field
        label={t('muc:password.label')}
        hint={hint}
        required={isRequired}
        error={
          error && (
            <>
              {error}
              {said && <> {said}</>}
            </>
          )
        }
      >
        <PasswordInput
          ref={ref}
          name="password"
          value={value}
          onChange={onChange}
          maxLength={1023}
          data-autofocus=""
        />
      </Field>
      {children}
    </>
  )
}
