import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useRoomInfo, useRoomName } from '../../muc/hooks.ts'
import { useFindPassword } from '../../sharing/hooks.ts'
import { useBounce, useInvitesCommands } from '../hooks.ts'
import { useSending } from '../useSending.ts'
import styles from './InviteDialog.module.css'
import { InviteResults } from './InviteResults.tsx'
import { PasswordQuestion } from './PasswordQuestion.tsx'
import { PeoplePicker } from './PeoplePicker.tsx'
import { type Way, WayFields } from './WayFields.tsx'

type InviteDialogProps = { room: string; open: boolean; onClose: () => void }

export function InviteDialog({ open, ...rest }: InviteDialogProps) {
  return open ? <OpenInvite {...rest} /> : null
}

function OpenInvite({ room, onClose }: Omit<InviteDialogProps, 'open'>) {
  const name = useRoomName(room)
  const hasPassword = useRoomInfo(room)?.hasPassword === true
  const bounce = useBounce(room)
  const { passwordOf } = useInvitesCommands()
  const findPassword = useFindPassword()
  const { results, invite } = useSending()
  const [people, setPeople] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const [way, setWay] = useState<Way>({ by: 'room', sendsPassword: false, password: passwordOf(room) ?? '' })
  const [problem, setProblem] = useState<string | undefined>()
  const [isConfirming, setConfirming] = useState(false)

  const carries = way.by === 'direct' && hasPassword && way.sendsPassword
  const invitation = { room, reason: reason.trim(), way: way.by, password: carries ? way.password : '' }
  const isDone = results.size > 0

  function choose(next: Way) {
    setWay(next)
    if (!next.sendsPassword || way.sendsPassword || next.password !== '') return
    void findPassword(room).then((found) => {
      // What was typed meanwhile stands.
      if (found) setWay((now) => (now.password === '' ? { ...now, password: found } : now))
    })
  }

  function submit() {
    if (isDone) return onClose()
    if (people.length === 0) return setProblem(t('invites:nobody'))
    if (carries && way.password === '') return setProblem(t('invites:noPassword'))
    setProblem(undefined)
    if (carries) setConfirming(true)
    else void invite(people, invitation)
  }

  return (
    <Dialog
      open
      size="l"
      onClose={onClose}
      title={t('invites:dialogTitle', { name })}
      onSubmit={submit}
      actions={
        isDone ? (
          <Button variant="primary" onClick={onClose}>
            {t('invites:close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('ui:cancel')}</Button>
            <Button type="submit" variant="primary">
              {people.length === 0 ? t('invites:send') : t('invites:sendTo', { count: people.length })}
            </Button>
          </>
        )
      }
    >
      {isDone ? (
        <>
          <InviteResults results={results} onRetry={(people) => void invite(people, invitation)} />
          <div role="alert">
            {bounce && <Card tone="bad">{t('invites:bounced', { why: sentence(bounce, 'invites') })}</Card>}
          </div>
        </>
      ) : (
        <div className={styles.form}>
          <PeoplePicker chosen={people} onChange={setPeople} />
          <Field label={t('invites:reason')} hint={t('invites:reasonHint')}>
            <TextInput value={reason} onChange={setReason} maxLength={1000} />
          </Field>
          <WayFields way={way} hasPassword={hasPassword} onChange={choose} />
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        </div>
      )}
      <PasswordQuestion
        room={room}
        people={people}
        open={isConfirming}
        onClose={() => setConfirming(false)}
        onConfirm={() => {
          setConfirming(false)
          void invite(people, invitation)
        }}
      />
    </Dialog>
  )
}
