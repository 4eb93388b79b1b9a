import type { ProtocolError } from '#protocol/define.ts'
import { t } from '../../../lib/i18n.ts'
import { formatRoute } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Link } from '../../../ui/Link.tsx'
import { useRoomInfo } from '../../muc/hooks.ts'
import styles from './Registration.module.css'

/** The room takes no such wishes: why, and whom to ask instead. */
export function NoDesk(props: { room: string; wish: 'nick' | 'membership'; error: ProtocolError }) {
  const { room, wish, error } = props
  const contacts = useRoomInfo(room)?.contacts
  return (
    <div role="alert" className={styles.dialog}>
      <p>{words(wish, error)}</p>
      {error.description && <p>{t('errors:saidByServer', { text: error.description })}</p>}
      {wish === 'membership' && <p>{t('roomRegistration:membership.instead')}</p>}
      {contacts && (
        <ul className={styles.contacts} aria-label={t('roomRegistration:contacts')}>
          {contacts.map((jid) => (
            <li key={jid}>
              <Link href={formatRoute({ name: 'chat', jid })}>
                <bdi>{jid}</bdi>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

// A room that is for members alone says so to who wants to become one; that is no answer yet.
function words(wish: 'nick' | 'membership', error: ProtocolError): string {
  const isClosed = /^(?:registration-required|service-unavailable|feature-not-implemented|not-allowed)$/u
  if (wish === 'membership' && isClosed.test(error.condition ?? ''))
    return t('roomRegistration:membership.none')
  return sentence(error, 'roomRegistration')
}
