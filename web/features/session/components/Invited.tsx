import { useLinkPassword } from '../../../lib/arrival.ts'
import { localPart } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import styles from './Invited.module.css'

/** Where the link leads that somebody came by. The room is asked nothing before they are somebody. */
export function Invited({ room, isTitle }: { room: string; isTitle: boolean }) {
  const hasPassword = useLinkPassword(room) !== undefined
  const name = localPart(room)
  const Words = isTitle ? 'h2' : 'p'
  return (
    <div className={styles.invited}>
      <Avatar name={name} jid={room} size={48} shape="room" />
      <div className={styles.words}>
        <Words id={isTitle ? 'sign-in-title' : undefined} className={styles.title}>
          {t('session:invited', { room: revealed(name) })}
        </Words>
        <p className={styles.address}>
          <bdi>{revealed(room)}</bdi>
        </p>
        {hasPassword && <p className={styles.address}>{t('session:invited.password')}</p>}
      </div>
    </div>
  )
}
