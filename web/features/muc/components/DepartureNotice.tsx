import { useState } from 'react'
import { parseConversation } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { formatRoute, navigate } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { InfoIcon, WarnIcon } from '../../../ui/icons.ts'
import { Link } from '../../../ui/Link.tsx'
import type { Departure } from '../departure.ts'
import { departureWords, mayReturn } from '../departureWords.ts'
import { useMucCommands, useRefused, useRoom } from '../hooks.ts'
import type { Refused } from '../model.ts'
import { refusalWords } from '../refusal.ts'
import { EntryDialog } from './EntryDialog.tsx'
import styles from './Notice.module.css'

/** One is not in the room any more, but what was said there can be read: why, and the way on. */
export function DepartureNotice({ conversation }: { conversation: string }) {
  const target = parseConversation(conversation)
  return target.kind === 'chat' ? null : <Notice room={target.room} />
}

function Notice({ room }: { room: string }) {
  const row = useRoom(room)
  const refused = useRefused(room)
  const { leave } = useMucCommands()
  const [isAsking, setAsking] = useState(false)
  if (!row?.entered || row.state === 'joined') return null
  const close = () => void leave(room).then((result) => result.ok && navigate({ name: 'home' }))
  const isEntering = row.state === 'joining' && !isAsking
  const Icon = isEntering ? InfoIcon : WarnIcon
  return (
    <div className={styles.notice} data-tone={isEntering ? 'neutral' : 'warn'}>
      <Icon className={styles.icon} aria-hidden="true" />
      <div className={styles.words} role="status">
        {isEntering ? (
          t('muc:departure.entering')
        ) : (
          <Why room={room} refused={refused} departure={row.departure} />
        )}
      </div>
      {!isEntering && (
        <div className={styles.buttons}>
          {(!row.departure || mayReturn(row.departure)) && (
            <Button size="s" variant="primary" onClick={() => setAsking(true)}>
              {t('muc:departure.return')}
            </Button>
          )}
          <Button size="s" variant="plain" onClick={close}>
            {t('muc:departure.close')}
          </Button>
        </div>
      )}
      {isAsking && <EntryDialog room={room} onClose={() => setAsking(false)} />}
    </div>
  )
}

function Why(props: { room: string; refused: Refused | undefined; departure: Departure | undefined }) {
  const { room, refused, departure } = props
  if (!departure)
    return <p>{refused ? refusalWords(refused.error, room, refused.by) : t('muc:departure.outside')}</p>
  const { reason, alternative } = departure
  return (
    <>
      <p>{departureWords(departure)}</p>
      {reason && (
        <p className={styles.reason} dir="auto">
          {t('muc:departure.reason', { reason })}
        </p>
      )}
      {alternative && (
        <p>
          {t('muc:departure.alternative')}{' '}
          <Link href={formatRoute({ name: 'room', room: alternative })}>
            <bdi>{alternative}</bdi>
          </Link>
        </p>
      )}
    </>
  )
}
