import { splitJid } from '#protocol/jid.ts'
import { language, t } from '../../../lib/i18n.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { useRoomName } from '../../muc/hooks.ts'
import { useNameOf } from '../../roster/hooks.ts'
import { useOwnJid } from '../../session/hooks.ts'
import styles from './InviteDialog.module.css'

type PasswordQuestionProps = {
  room: string
  people: readonly string[]
  open: boolean
  onClose: () => void
  onConfirm: () => void
}

/** Before a password goes to people: to whom, and who else can read it on the way (XEP-0249 §6). */
export function PasswordQuestion({ room, people, open, onClose, onConfirm }: PasswordQuestionProps) {
  const name = useRoomName(room)
  const own = useOwnJid()
  const domains = [own, ...people].map((jid) => splitJid(jid).domain)
  const servers = [...new Set(domains)].filter((domain) => domain !== '')
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t('invites:confirmTitle', { count: people.length })}
      text={t('invites:confirmText', {
        name,
        count: servers.length,
        servers: new Intl.ListFormat(language()).format(servers),
      })}
      confirm={t('invites:confirm')}
      onConfirm={onConfirm}
    >
      <ul className={styles.recipients} aria-label={t('invites:recipients')}>
        {people.map((jid) => (
          <li key={jid}>
            <Recipient jid={jid} />
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  )
}

function Recipient({ jid }: { jid: string }) {
  const name = useNameOf(jid)
  return (
    <span className={styles.names}>
      <span className={styles.name}>
        <bdi>{name}</bdi>
      </span>
      <span className={styles.address}>
        <bdi>{jid}</bdi>
      </span>
    </span>
  )
}
