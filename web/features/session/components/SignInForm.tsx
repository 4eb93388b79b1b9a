import { type FormEvent, useRef, useState } from 'react'
import type { SessionInfo } from '#protocol/session.ts'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { PasswordInput } from '../../../ui/PasswordInput.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { completeAddress, missing, type Problem, type useSigning } from '../signing.ts'
import { DemoPeople } from './DemoPeople.tsx'
import styles from './SignIn.module.css'

type SignInFormProps = {
  kind: 'password' | 'register'
  domains: readonly string[]
  demo: SessionInfo['demo']
  signing: ReturnType<typeof useSigning>
}

/** Address and password; Enter goes on, and a failure leaves everything as it was typed. */
export function SignInForm({ kind, domains, demo, signing }: SignInFormProps) {
  const { busy, problem, setProblem, submit } = signing
  const [address, setAddress] = useState('')
  const [password, setPassword] = useState('')
  const addressInput = useRef<HTMLInputElement>(null)
  const passwordInput = useRef<HTMLInputElement>(null)
  const [domain] = domains
  const onlyDomain = domains.length === 1 ? domain : undefined
  const creating = kind === 'register'

  const point = (found: Problem | undefined) => {
    if (found?.place === 'address') addressInput.current?.focus()
    if (found?.place !== 'password') return
    passwordInput.current?.focus()
    passwordInput.current?.select()
  }
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const jid = completeAddress(address, domains)
    const lacking = missing(jid, password)
    setProblem(lacking)
    point(lacking ?? (await submit({ kind, jid, password })))
  }
  const choose = (person: { jid: string; password: string }) => {
    setProblem(undefined)
    setAddress(person.jid)
    setPassword(person.password)
  }
  const errorAt = (place: Problem['place']) => (problem?.place === place ? problem.text : undefined)

  return (
    <form className={styles.form} method="post" noValidate onSubmit={onSubmit}>
      <Field label={t('session:address')} error={errorAt('address')}>
        <TextInput
          ref={addressInput}
          name="username"
          autoFocus
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          inputMode="email"
          enterKeyHint="next"
          placeholder={onlyDomain ? t('session:nameExample') : t('session:addressExample')}
          aria-description={onlyDomain && t('session:domainAdded', { domain: onlyDomain })}
          suggestions={domains.length > 1 ? completions(address, domains) : undefined}
          value={address}
          onChange={setAddress}
          after={
            onlyDomain &&
            !address.includes('@') && (
              <span className={styles.suffix} aria-hidden="true">
                @{onlyDomain}
              </span>
            )
          }
        />
      </Field>
      <Field label={t('session:password')} error={errorAt('password')}>
        <PasswordInput
          ref={passwordInput}
          name="password"
          autoComplete={creating ? 'new-password' : 'current-password'}
          enterKeyHint="go"
          value={password}
          onChange={setPassword}
        />
      </Field>
      <div role="alert" className={styles.alert}>
        {errorAt('form')}
      </div>
      <Button type="submit" variant="primary" full busy={busy === kind}>
        {t(creating ? 'session:register' : 'session:signIn')}
      </Button>
      {demo && demo.length > 0 && <DemoPeople people={demo} chosen={address} onChoose={choose} />}
    </form>
  )
}

function completions(address: string, domains: readonly string[]): string[] {
  const name = address.split('@')[0]?.trim()
  return name ? domains.map((domain) => `${name}@${domain}`) : []
}
