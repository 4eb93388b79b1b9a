import { type ReactNode, useState } from 'react'
import type { FormSubmission } from '#protocol/forms.ts'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Slot } from '../../../lib/slots.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { leadsTo } from '../formFacts.ts'
import { useDesk, useRegistering } from '../hooks.ts'
import type { Desk } from '../registering.ts'
import styles from './Services.module.css'

/** Registers with a service, by its own form, and takes that back. */
export function RegisterDialog({ jid, onClose }: { jid: string; onClose: () => void }) {
  const asked = useDesk(jid)
  const { register, unregister } = useRegistering()
  const [done, setDone] = useState<string | undefined>()
  const [error, setError] = useState<string | undefined>()
  const [busy, setBusy] = useState<'register' | 'unregister' | undefined>()

  async function act(wish: 'register' | 'unregister', desk: Desk, filled: FormSubmission): Promise<void> {
    if (busy) return
    setBusy(wish)
    setError(undefined)
    const result = await (wish === 'register' ? register(jid, desk, filled) : unregister(jid))
    setBusy(undefined)
    if (result.ok) setDone(t(wish === 'register' ? 'disco:register.done' : 'disco:register.undone', { jid }))
    else setError(sentence(result.error, 'disco'))
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('disco:register.title', { jid })}
      actions={
        done === undefined && asked.is === 'open' ? (
          asked.desk.isRegistered && (
            <Button
              variant="danger"
              busy={busy === 'unregister'}
              onClick={() => void act('unregister', asked.desk, [])}
            >
              {t('disco:register.undo')}
            </Button>
          )
        ) : (
          <Button variant="primary" onClick={onClose}>
            {t('ui:close')}
          </Button>
        )
      }
    >
      {inside()}
    </Dialog>
  )

  function inside(): ReactNode {
    if (done !== undefined) return <p role="status">{done}</p>
    if (asked.is === 'asking')
      return (
        <div role="status" aria-busy="true" aria-label={t('disco:asking', { address: jid })}>
          <Skeleton kind="line" rows={3} />
        </div>
      )
    if (asked.is === 'failed') return <p role="alert">{sentence(asked.error, 'disco')}</p>
    const { desk } = asked
    const place = desk.url === undefined ? undefined : leadsTo(desk.url)
    return (
      <>
        {desk.isRegistered && <p>{t('disco:register.already')}</p>}
        {place?.to === 'outside' && (
          <p>
            {t('disco:register.web')}{' '}
            <Link href={place.target} outside>
              {place.target}
            </Link>
          </p>
        )}
        {desk.form.fields?.length ? (
          <Slot
            name="dataForm"
            props={{
              form: desk.form,
              submitLabel: t(desk.isRegistered ? 'disco:register.change' : 'disco:register.submit'),
              onSubmit: (filled) => void act('register', desk, filled),
              ...(error ? { error } : {}),
              busy: busy === 'register',
            }}
          />
        ) : (
          <p role="alert" className={styles.problem}>
            {error}
          </p>
        )}
      </>
    )
  }
}
