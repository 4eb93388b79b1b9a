import { type FormEvent, useEffect, useId, useRef } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Slot } from '../../../lib/slots.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Page } from '../../../ui/Page.tsx'
import type { Fields } from '../card.ts'
import { useSaving } from '../useSaving.ts'
import { LeaveProfileDialog } from './LeaveProfileDialog.tsx'
import { ProfileFields } from './ProfileFields.tsx'
import styles from './ProfileForm.module.css'

/** One's own card as a form. */
export function ProfileForm({ read, onBack }: { read: Fields; onBack: () => void }) {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const saving = useSaving(read)
  const { fields, isChanged, isAsked, state, error, problems, change } = saving
  // Behind the question it would be taken away again: a dialog gives the focus back to where it was.
  useEffect(() => {
    if (problems.size > 0 && !isAsked)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems, isAsked])
  return (
    <Page
      title={t('profile:yours')}
      intro={t('profile:intro')}
      onBack={onBack}
      footer={
        <>
          <div className={styles.result}>
            <p role="status">{state === 'saved' && t('profile:saved')}</p>
            <p role="alert" className={styles.problem}>
              {error}
            </p>
          </div>
          {isChanged && <Button onClick={saving.discard}>{t('profile:discard')}</Button>}
          <Button type="submit" form={id} variant="primary" busy={state === 'saving'}>
            {t('profile:save')}
          </Button>
        </>
      }
    >
      <Slot name="ownProfile" props={{}} />
      <form
        ref={form}
        id={id}
        className={styles.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void saving.submit()
        }}
        noValidate
      >
        {saving.wasKept && <Card tone="warn">{t('profile:kept')}</Card>}
        <ProfileFields fields={fields} problems={problems} onChange={change} />
      </form>
      {isAsked && (
        <LeaveProfileDialog
          busy={state === 'saving'}
          onSave={() => void saving.leaveWith()}
          onDiscard={saving.leaveWithout}
          onStay={saving.stay}
        />
      )}
    </Page>
  )
}
