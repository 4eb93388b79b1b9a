import { type FormEvent, useRef, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useContacts, useNameOf } from '../../roster/hooks.ts'
import { useOwnJid } from '../../session/hooks.ts'
import { blockable, stopFor } from '../address.ts'
import { useAskToBlock } from '../hooks.ts'
import { useBlockList } from '../useBlocking.ts'
import styles from './Blocking.module.css'

/** Blocks whoever has this address: a person, or a whole server. */
export function BlockByAddress() {
  const [text, setText] = useState('')
  const [error, setError] = useState<string | undefined>()
  const input = useRef<HTMLInputElement>(null)
  const ask = useAskToBlock()
  const own = useOwnJid()
  const { jids } = useBlockList()
  const contacts = useContacts()
  const jid = blockable(text)
  const name = useNameOf(jid ?? '')
  const isContact = contacts.some((each) => each.jid === jid)

  function problem(): string | undefined {
    if (jid === undefined) return t('blocking:noAddress')
    if (jid === own || jid === own.slice(own.indexOf('@') + 1)) return t('blocking:own')
    if (stopFor(jid, (each) => jids.includes(each)) !== undefined) return t('blocking:already')
    return undefined
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wrong = problem()
    setError(wrong)
    if (wrong === undefined && jid !== undefined) {
      ask({ jid, name: isContact ? name : jid })
      setText('')
    } else input.current?.focus()
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field label={t('blocking:address')} hint={t('blocking:addressHint')} error={error}>
        <TextInput
          ref={input}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          inputMode="email"
          suggestions={contacts.map((each) => each.jid)}
          value={text}
          onChange={(next) => {
            setText(next)
            setError(undefined)
          }}
        />
      </Field>
      <Button type="submit">{t('blocking:block')}</Button>
    </form>
  )
}
