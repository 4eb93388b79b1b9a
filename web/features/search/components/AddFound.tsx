import { t } from '../../../lib/i18n.ts'
import { formatRoute } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { AddPersonIcon } from '../../../ui/icons.ts'
import { Link } from '../../../ui/Link.tsx'
import { useAdding, useContact } from '../../roster/hooks.ts'
import { useOwnJid } from '../../session/hooks.ts'
import styles from './Search.module.css'

/** Somebody who was found becomes a contact, or is one already. */
export function AddFound({ jid }: { jid: string }) {
  const contact = useContact(jid)
  const own = useOwnJid()
  const { busy, error, start } = useAdding(jid)
  if (jid === own) return <span className={styles.note}>{t('search:you')}</span>
  if (contact)
    return (
      <Link href={formatRoute({ name: 'chat', jid })} className={styles.open}>
        {t('search:write')}
      </Link>
    )
  return (
    <>
      <Button
        size="s"
        icon={AddPersonIcon}
        busy={busy}
        aria-label={t('search:addWhom', { jid })}
        onClick={() => void start()}
      >
        {t('search:add')}
      </Button>
      <span role="alert" className={styles.error}>
        {error}
      </span>
    </>
  )
}
