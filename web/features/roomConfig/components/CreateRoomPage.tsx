import { type FormEvent, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { formatRoute, navigate } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Page } from '../../../ui/Page.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useReady } from '../../session/hooks.ts'
import { type RoomKind, useCreateRoom } from '../useCreateRoom.ts'
import { useFirstProblem } from '../useFirstProblem.ts'
import { FormSkeleton } from './FormSkeleton.tsx'
import { NewPassword } from './NewPassword.tsx'
import styles from './Settings.module.css'

/** A new room with its name, kind and password in place before anybody can enter it. */
export function CreateRoomPage() {
  // Before the first word from the gateway it is not known which server would keep the room.
  return useReady() ? <CreateRoom /> : <FormSkeleton title={t('roomConfig:create.title')} />
}

function CreateRoom() {
  const room = useCreateRoom()
  const { trouble, taken } = room
  const firstProblem = useFirstProblem(trouble)
  const [isAdvanced, setAdvanced] = useState(false)
  const showsAddress = isAdvanced || trouble.address !== undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    room.submit()
  }
  const address = `${room.local || t('roomConfig:create.addressEmpty')}@${room.service ?? ''}`
  return (
    <Page title={t('roomConfig:create.title')} onBack={() => navigate({ name: 'home' })}>
      <form ref={firstProblem} className={styles.form} onSubmit={submit} noValidate>
        {room.service === 'none' && (
          <Card tone="warn" role="status">
            {t('roomConfig:create.noService')}
          </Card>
        )}
        <Field
          label={t('roomConfig:create.name')}
          hint={room.service && room.service !== 'none' && !showsAddress ? <bdi>{address}</bdi> : undefined}
          error={trouble.name && <Taken words={trouble.name} room={taken} />}
          required
        >
          <TextInput value={room.name} onChange={room.setName} maxLength={200} autoFocus />
        </Field>
        <RadioGroup
          label={t('roomConfig:create.kind')}
          value={room.kind}
          onChange={(kind) => room.setKind(kind as RoomKind)}
          options={[
            {
              value: 'public',
              label: t('roomConfig:create.public'),
              hint: t('roomConfig:create.publicHint'),
            },
            {
              value: 'private',
              label: t('roomConfig:create.private'),
              hint: t(room.password ? 'roomConfig:create.secretHint' : 'roomConfig:create.privateHint'),
            },
          ]}
        />
        <NewPassword
          username={address}
          label={t('roomConfig:create.password')}
          hint={t('roomConfig:create.passwordHint')}
          value={room.password}
          error={trouble.password}
          onChange={room.setPassword}
        />
        <Field
          label={t('roomConfig:create.nick')}
          hint={t('roomConfig:create.nickHint')}
          error={trouble.nick}
          required
        >
          <TextInput value={room.nick} onChange={room.setNick} maxLength={1023} autoComplete="nickname" />
        </Field>
        {showsAddress ? (
          <Field
            label={t('roomConfig:create.address')}
            hint={t('roomConfig:create.addressHint')}
            error={trouble.address && <Taken words={trouble.address} room={taken} />}
          >
            <TextInput
              value={room.local}
              onChange={room.setAddress}
              spellCheck={false}
              autoCapitalize="none"
              after={<span className={styles.suffix}>@{room.service}</span>}
            />
          </Field>
        ) : (
          <div className={styles.more}>
            <Button variant="plain" size="s" onClick={() => setAdvanced(true)}>
              {t('roomConfig:create.advanced')}
            </Button>
          </div>
        )}
        <p role="alert" className={styles.problem}>
          {trouble.form}
        </p>
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" busy={room.isBusy}>
            {t('roomConfig:create.create')}
          </Button>
        </div>
      </form>
    </Page>
  )
}

function Taken({ words, room }: { words: string; room: string | undefined }) {
  if (room === undefined) return words
  return (
    <>
      {words} <Link href={formatRoute({ name: 'join', room })}>{t('roomConfig:create.joinIt')}</Link>
    </>
  )
}
