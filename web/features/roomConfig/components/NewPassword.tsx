import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { KeyIcon } from '../../../ui/icons.ts'
import { PasswordInput } from '../../../ui/PasswordInput.tsx'
import { suggestPassword } from '../password.ts'
import styles from './Settings.module.css'

type NewPasswordProps = {
  /** Under which name a password manager keeps it. */
  username: string
  label: string
  hint?: string
  value: string
  error?: string
  isRequired?: boolean
  onChange: (password: string) => void
}

/** A password somebody makes up, or has made up for them; a suggested one is shown, to be passed on. */
export function NewPassword({ username, label, hint, value, error, isRequired, onChange }: NewPasswordProps) {
  const [suggested, setSuggested] = useState(0)
  return (
    <div className={styles.password}>
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <Field label={label} hint={hint} error={error} required={isRequired}>
        <PasswordInput
          key={suggested}
          name="new-password"
          autoComplete="new-password"
          maxLength={1023}
          shownAtFirst={suggested > 0}
          value={value}
          onChange={onChange}
        />
      </Field>
      <Button
        size="s"
        icon={KeyIcon}
        onClick={() => {
          onChange(suggestPassword())
          setSuggested((count) => count + 1)
        }}
      >
        {t('roomConfig:password.suggest')}
      </Button>
    </div>
  )
}
