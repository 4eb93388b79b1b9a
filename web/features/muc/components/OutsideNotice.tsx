import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { InfoIcon, WarnIcon } from '../../../ui/icons.ts'
import { mayReturn, needsMembership } from '../departureWords.ts'
import { useAskAbout, useMucCommands, useRefused, useRoom } from '../hooks.ts'
import { successorOf } from '../refusal.ts'
import { useFollow } from '../useFollow.ts'
import { EntryDialog } from './EntryDialog.tsx'
import styles from './Notice.module.css'
import { WhyOutside } from './WhyOutside.tsx'

/** One is not in the room any more, but what was said there can be read: why, and the way on. */
export function OutsideNotice({ room }: { room: string }) {
  const row = useRoom(room)
  const refused = useRefused(room)
  const { leave } = useMucCommands()
  const ask = useAskAbout()
  const { follow, isFollowing } = useFollow()
  const [isAsking, setAsking] = useState(false)
  if (!row) return null
  const { departure } = row
  const close = () => void leave(room).then((result) => result.ok && navigate({ name: 'home' }))
  const isEntering = row.state === 'joining' && !isAsking
  const Icon = isEntering ? InfoIcon : WarnIcon
  const successor = departure?.alternative ?? (refused && successorOf(refused.error))
  const isMembersOnly = departure ? needsMembership(departure) : refused?.error.reason === 'members-only'
  const isOpen = departure ? mayReturn(departure) : successor === undefined
  return (
    <div className={styles.notice} data-tone={isEntering ? 'neutral' : 'warn'}>
      <Icon className={styles.icon} aria-hidden="true" />
      <div className={styles.words} role="status">
        {isEntering ? (
          t('muc:departure.entering')
        ) : (
          <WhyOutside room={room} refused={refused} departure={departure} successor={successor} />
        )}
      </div>
      {!isEntering && (
        <div className={styles.buttons}>
          {successor && (
            <Button
              size="s"
              variant="primary"
              busy={isFollowing}
              onClick={() => follow(successor, departure?.password)}
            >
              {t('muc:departure.follow')}
            </Button>
          )}
          {isMembersOnly && (
            <Button size="s" onClick={() => ask({ what: 'membership', room })}>
              {t('muc:membership.ask')}
            </Button>
          )}
          {isOpen && (
            <Button size="s" variant={isMembersOnly ? 'quiet' : 'primary'} onClick={() => setAsking(true)}>
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
