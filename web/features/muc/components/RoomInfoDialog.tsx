import { useEffect, useState } from 'react'
import type { ProtocolError } from '#protocol/define.ts'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useMucCommands, useOwnAddress, useRoom, useRoomInfo, useRoomName } from '../hooks.ts'
import { refusalWords } from '../refusal.ts'
import { roomKind } from '../roomKind.ts'
import styles from './RoomInfo.module.css'

/** What kind of room this is, in plain words: as the room says itself, asked anew. */
export function RoomInfoDialog({ room, onClose }: { room: string; onClose: () => void }) {
  const { describe } = useMucCommands()
  const name = useRoomName(room)
  const info = useRoomInfo(room)
  const row = useRoom(room)
  const own = useOwnAddress()
  const [error, setError] = useState<ProtocolError | undefined>()
  useEffect(() => {
    let isMounted = true
    void describe(room).then((result) => isMounted && setError(result.ok ? undefined : result.error))
    return () => {
      isMounted = false
    }
  }, [describe, room])
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('muc:info.title', { name })}
      actions={
        <Button variant="primary" onClick={onClose}>
          {t('ui:close')}
        </Button>
      }
    >
      <p role="alert" className={styles.problem}>
        {error && refusalWords(error, room)}
      </p>
      {info?.description && (
        <p className={styles.description} dir="auto">
          {info.description}
        </p>
      )}
      {info && (
        <ul className={styles.facts}>
          {roomKind(info, row?.isLogged, own).map(({ icon: IconPart, id, text, tone }) => (
            <li key={id} className={styles.fact} data-tone={tone}>
              <IconPart className={styles.icon} aria-hidden="true" />
              <span>{text}</span>
            </li>
          ))}
        </ul>
      )}
      <DescriptionList
        items={[
          { term: t('muc:info.address'), value: <bdi>{room}</bdi> },
          { term: t('muc:info.subject'), value: row?.subject && <span dir="auto">{row.subject}</span> },
          { term: t('muc:info.contacts'), value: info?.contacts?.join(', ') },
          { term: t('muc:info.language'), value: info?.language },
          { term: t('muc:info.nick'), value: row?.state === 'joined' && <bdi>{row.nick}</bdi> },
        ]}
      />
    </Dialog>
  )
}
