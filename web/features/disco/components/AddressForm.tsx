import { type FormEvent, useRef, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { SearchIcon } from '../../../ui/icons.ts'
import { TextInput } from '../../../ui/TextInput.tsx'
import { addressOf } from '../entity.ts'
import styles from './Services.module.css'

/** Leads to what is at an address: a server, a service, a room, somebody's device. */
export function AddressForm({ typed = '', problem }: { typed?: string; problem?: string }) {
  const [text, setText] = useState(typed)
  const [error, setError] = useState(problem)
  const input = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const jid = addressOf(text)
    setError(jid === undefined ? t('disco:noAddress') : undefined)
    if (jid === undefined) input.current?.focus()
    else navigate({ name: 'services', jid })
  }
  return (
    <form className={styles.address} onSubmit={submit} noValidate>
      <Field label={t('disco:address')} hideLabel error={error}>
        <TextInput
          ref={input}
          before={<SearchIcon aria-hidden="true" />}
          placeholder={t('disco:placeholder')}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          inputMode="url"
          value={text}
          onChange={(next) => {
            setText(next)
            setError(undefined)
          }}
        />
      </Field>
      <Button type="submit">{t('disco:look')}</Button>
    </form>
  )
}
