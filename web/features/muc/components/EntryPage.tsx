import type { FormEvent, ReactNode } from 'react'
import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useOwnAddress, useRoomInfo, useRoomName } from '../hooks.ts'
import { useEntry } from '../useEntry.ts'
import styles from './Entry.module.css'
import { EntryFields } from './EntryFields.tsx'
import { RoomFacts } from './RoomFacts.tsx'

type EntryPageProps = {
  room: string
  /** Where to go once inside; a deep link is there already. */
  onEntered?: () => void
  /** What stands above the form: how one came to be outside. */
  notice?: ReactNode
}

/** A room seen from its door. */
export function EntryPage({ room, onEntered = () => {}, notice }: EntryPageProps) {
  const entry = useEntry(room, onEntered)
  const info = useRoomInfo(room)
  const name = useRoomName(room)
  const own = useOwnAddress()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    entry.submit()
  }
  return (
    <Page title={t('muc:entry.title')} onBack={() => navigate({ name: 'join' })}>
      {notice}
      <div className={styles.room}>
        <Avatar name={name} jid={room} size={48} shape="room" />
        <div className={styles.words}>
          <h2 className={styles.name}>
            <bdi>{name}</bdi>
          </h2>
          <p className={styles.address}>
            <bdi>{room}</bdi>
          </p>
        </div>
      </div>
      {info?.description && (
        <p className={styles.description} dir="auto">
          {info.description}
        </p>
      )}
      {info ? <RoomFacts info={info} /> : <div className={styles.facts} />}
      {info?.showsAddresses && <Card tone="warn">{t('muc:kind.exposed', { address: own })}</Card>}
      <form className={styles.form} onSubmit={submit} noValidate>
        <EntryFields entry={entry} />
        <div className={styles.buttons}>
          <Button type="submit" variant="primary" busy={entry.isBusy}>
            {t('muc:entry.join')}
          </Button>
        </div>
      </form>
    </Page>
  )
}
