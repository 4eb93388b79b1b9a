import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useContact } from '../../roster/hooks.ts'
import { kindOf } from '../address.ts'
import { useBlockingCommands } from '../useBlocking.ts'
import styles from './Blocking.module.css'

/** Somebody who is blocked: by name where one gave them one, by address always. */
export function BlockedRow({ jid }: { jid: string }) {
  const contact = useContact(jid)
  const { unblock } = useBlockingCommands()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>()
  const kind = kindOf(jid)
  const name = contact?.name ?? jid
  const second = [contact ? jid : '', kind === 'person' ? '' : t(`blocking:kind.${kind}`)].filter(Boolean)

  async function letThrough(): Promise<void> {
    setBusy(true)
    setError(undefined)
    const result = await unblock({ jid, name })
    setBusy(false)
    if (!result.ok) setError(sentence(result.error, 'blocking'))
  }

  return (
    <li className={styles.row}>
      <Avatar name={name} jid={jid} size={36} shape={kind === 'server' ? 'room' : 'person'} />
      <div className={styles.who}>
        <bdi className={styles.name}>{revealed(name)}</bdi>
        {second.length > 0 && <p className={styles.second}>{second.join(' · ')}</p>}
        <div role="alert" className={styles.error}>
          {error}
        </div>
      </div>
      <Button
        busy={busy}
        aria-label={t('blocking:unblockWhom', { name: revealed(name) })}
        onClick={() => void letThrough()}
      >
        {t('blocking:unblock')}
      </Button>
    </li>
  )
}
