import { useState } from 'react'
import { t } from '../lib/i18n.ts'
import { IconButton } from './IconButton.tsx'
import { EyeIcon, EyeOffIcon } from './icons.ts'
import { TextInput, type TextInputProps } from './TextInput.tsx'

export type PasswordInputProps = Omit<TextInputProps, 'type' | 'after' | 'suggestions'> & {
  /** For one that was made up for the person, who has not seen it yet. */
  shownAtFirst?: boolean
}

/** A password as it was typed or pasted, spaces included, which can be looked at. */
export function PasswordInput({ shownAtFirst = false, ...props }: PasswordInputProps) {
  const [shown, setShown] = useState(shownAtFirst)
  return (
    <TextInput
      autoComplete="current-password"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...props}
      type={shown ? 'text' : 'password'}
      after={
        <IconButton
          icon={shown ? EyeOffIcon : EyeIcon}
          label={t(shown ? 'ui:hidePassword' : 'ui:showPassword')}
          size="s"
          disabled={props.disabled}
          onClick={() => setShown(!shown)}
        />
      }
    />
  )
}
