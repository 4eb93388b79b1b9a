import { type FormEvent, useRef, useState } from 'react'
import { enterAs, takeIntent } from '../../../lib/arrival.ts'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import type { useSigning } from '../signing.ts'
import styles from './SignIn.module.css'

export type InvitedFormProps = {
  room: string
  signing: ReturnType<typeof useSigning>
  onAccount: () => void
}

/** From a link into its room without an account: a nick is all that is asked here. */
export function InvitedForm({ room, signing, onAccount }: InvitedFormProps) {
  const { busy, problem, setProblem, submit } = signing
  const [nick, setNick] = useState('')
  const [isMissing, setMissing] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(nick.trim() === '')
    setProblem(undefined)
    if (nick.trim() === '') return input.current?.focus()
    enterAs(room, nick.trim())
    // The wish ends with the try: an account signed in later has its own nick.
    if (await submit({ kind: 'anonymous' })) takeIntent(room)
  }
  return (
    <form className={styles.form} method="post" noValidate onSubmit={onSubmit}>
      <Field
        label={t('session:invited.nick')}
        hint={t('session:invited.nickHint')}
        error={isMissing && t('session:invited.noNick')}
        required
      >
        <TextInput
          ref={input}
          name="nickname"
          autoFocus
          autoComplete="nickname"
          enterKeyHint="go"
          maxLength={1023}
          value={nick}
          onChange={setNick}
        />
      </Field>
      <div role="alert" className={styles.alert}>
        {problem?.text}
      </div>
      <Button type="submit" variant="primary" full busy={busy === 'anonymous'}>
        {t('session:guest')}
      </Button>
      <div className={styles.others}>
        <Button variant="plain" onClick={onAccount}>
          {t('session:invited.account')}
        </Button>
      </div>
    </form>
  )
}
