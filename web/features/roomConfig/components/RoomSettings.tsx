import { type FormEvent, useEffect, useId, useMemo, useState } from 'react'
import type { DataForm, FormValue } from '#protocol/forms.ts'
import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { toast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Section } from '../../../ui/Section.tsx'
import { problemsOf, submissionOf, textOf } from '../formValues.ts'
import { useRoomConfigCommands, useSettings } from '../hooks.ts'
import { passwordRefusal } from '../passwordRefusal.ts'
import {
  hasPasswordField,
  identityFields,
  isPasswordMissing,
  isProtected,
  otherFields,
  ruleFields,
  SECRET,
  settled,
  withProtection,
} from '../settings.ts'
import { useFirstProblem } from '../useFirstProblem.ts'
import { DestroyRoom } from './DestroyRoom.tsx'
import { FormFields } from './FormFields.tsx'
import { PasswordSetting } from './PasswordSetting.tsx'
import styles from './Settings.module.css'

type RoomSettingsProps = { room: string; title: string; form: DataForm; onBack: () => void }

export function RoomSettings({ room, title, form, onBack }: RoomSettingsProps) {
  const id = useId()
  const { set } = useRoomConfigCommands()
  const { values, setValues, isChanged, wasKept, hasChanges, discard, markSaved } = useSettings(room, form)
  const [problems, setProblems] = useState<Record<string, string>>({})
  const firstProblem = useFirstProblem(problems)
  const [state, setState] = useState<'idle' | 'saving' | 'saved'>('idle')
  const [error, setError] = useState<string | undefined>()
  const identity = useMemo(() => identityFields(form), [form])
  const rules = useMemo(() => ruleFields(form), [form])
  const others = useMemo(() => otherFields(form), [form])

  useEffect(
    () => () => {
      if (!hasChanges()) return
      const perform = () => navigate({ name: 'room', room, panel: 'settings' })
      toast({
        text: t('roomConfig:settings.unsaved'),
        action: { label: t('roomConfig:settings.return'), perform },
      })
    },
    [hasChanges, room],
  )

  const change = (name: string, value: FormValue) => {
    setState('idle')
    setValues((before) => ({ ...before, [name]: value }))
  }

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (state === 'saving') return
    const found = problemsOf([...identity, ...rules, ...others], values)
    if (isPasswordMissing(form, values)) found[SECRET] = t('roomConfig:password.missing')
    setProblems(found)
    setError(Object.keys(found).length > 0 ? t('roomConfig:settings.problems') : undefined)
    if (Object.keys(found).length > 0) return
    setState('saving')
    const next = settled(form, values)
    const result = await set(room, submissionOf(form, next))
    setState(result.ok ? 'saved' : 'idle')
    if (result.ok) return markSaved(next)
    setError(sentence(result.error, 'roomConfig'))
    if (result.error.condition === 'not-acceptable' && isProtected(form, values))
      setProblems({ [SECRET]: passwordRefusal(result.error) })
  }

  const fields = { values, problems, onChange: change }
  return (
    <Page
      title={title}
      onBack={onBack}
      backAlways
      footer={
        <>
          <div className={styles.result}>
            <p role="status">{state === 'saved' && t('roomConfig:settings.saved')}</p>
            <p role="alert" className={styles.problem}>
              {error}
            </p>
          </div>
          {isChanged && <Button onClick={discard}>{t('roomConfig:settings.discard')}</Button>}
          <Button type="submit" form={id} variant="primary" busy={state === 'saving'}>
            {t('roomConfig:settings.save')}
          </Button>
        </>
      }
    >
      <form
        ref={firstProblem}
        id={id}
        className={styles.form}
        onSubmit={(event) => void save(event)}
        noValidate
      >
        {wasKept && <Card tone="warn">{t('roomConfig:settings.kept')}</Card>}
        <Section>
          <FormFields fields={identity} {...fields} />
          {hasPasswordField(form) && (
            <PasswordSetting
              room={room}
              isOn={isProtected(form, values)}
              password={textOf(values[SECRET])}
              problem={problems[SECRET]}
              onToggle={(on) => setValues((before) => withProtection(before, on))}
              onPassword={(password) => change(SECRET, password)}
            />
          )}
          <FormFields fields={rules} {...fields} />
        </Section>
        {others.some((field) => field.type !== 'hidden') && (
          <Section title={t('roomConfig:settings.more')} hint={t('roomConfig:settings.moreHint')}>
            <FormFields fields={others} {...fields} />
          </Section>
        )}
      </form>
      <DestroyRoom room={room} />
    </Page>
  )
}
