import { type FormEvent, useRef, useState } from 'react'
import { localPart } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Field } from '../../../ui/Field.tsx'
import { PasswordInput } from '../../../ui/PasswordInput.tsx'
import { Section } from '../../../ui/Section.tsx'
import { useRegisterCommands } from '../hooks.ts'
import { strengthOf } from '../strength.ts'
import styles from './Account.module.css'
import { StrengthHint } from './StrengthHint.tsx'

type Problem = { place: 'first' | 'second' | 'form'; text: string }

/** A new password, typed twice: nobody can say later what was meant. */
export function ChangePassword({ jid }: { jid: string }) {
  const { changePassword, server } = useRegisterCommands()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [problem, setProblem] = useState<Problem | undefined>()
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  const form = useRef<HTMLFormElement>(null)
  const at = (place: Problem['place']) => (problem?.place === place ? problem.text : undefined)
  const type = (set: (text: string) => void) => (text: string) => {
    set(text)
    setProblem(undefined)
    setState('idle')
  }
  function refuse(next: Problem): void {
    setProblem(next)
    const index = next.place === 'second' ? 1 : 0
    form.current?.querySelectorAll<HTMLInputElement>('[autocomplete="new-password"]')[index]?.focus()
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (state === 'busy') return
    if (password === '') return refuse({ place: 'first', text: t('register:password.missing') })
    if (password !== again) return refuse({ place: 'second', text: t('register:password.differs') })
    setState('busy')
    setProblem(undefined)
    const result = await changePassword(password)
    setState(result.ok ? 'done' : 'idle')
    if (!result.ok) return setProblem({ place: 'form', text: sentence(result.error, 'register') })
    setPassword('')
    setAgain('')
  }
  return (
    <Section title={t('register:password.title')} hint={t('register:password.hint')}>
      <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        {/* So that the browser's keeper of passwords knows whose it is. */}
        <input type="text" name="username" autoComplete="username" value={jid} readOnly hidden />
        <Field label={t('register:password.new')} error={at('first')}>
          <PasswordInput
            value={password}
            onChange={type(setPassword)}
            autoComplete="new-password"
            maxLength={1024}
          />
        </Field>
        {password !== '' && <StrengthHint {...strengthOf(password, [localPart(jid), server()])} />}
        <Field label={t('register:password.again')} error={at('second')}>
          <PasswordInput
            value={again}
            onChange={type(setAgain)}
            autoComplete="new-password"
            maxLength={1024}
          />
        </Field>
        <div className={styles.row}>
          <Button type="submit" variant="primary" busy={state === 'busy'}>
            {t('register:password.change')}
          </Button>
          <p role="alert" className={styles.problem}>
            {at('form')}
          </p>
        </div>
        <div role="status">{state === 'done' && <Card tone="good">{t('register:password.done')}</Card>}</div>
      </form>
    </Section>
  )
}
