import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { BlockIcon } from '../../../ui/icons.ts'
import { useNameOf } from '../../roster/hooks.ts'
import { kindOf, stopFor } from '../address.ts'
import { useBlockingCommands, useBlockList } from '../useBlocking.ts'
import styles from './Blocking.module.css'

/** Says that nothing goes between the two, and lets it through again. */
export function BlockedStrip({ jid }: { jid: string }) {
  const contact = useNameOf(jid)
  const { jids } = useBlockList()
  const { unblock } = useBlockingCommands()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>()
  const stop = stopFor(jid, (each) => jids.includes(each)) ?? jid
  const slash = jid.indexOf('/')
  const name = stop !== jid ? stop : slash === -1 ? contact : jid.slice(slash + 1)

  async function letThrough(): Promise<void> {
    setBusy(true)
    const result = await unblock({ jid: stop, name })
    setBusy(false)
    setError(result.ok ? undefined : sentence(result.error, 'blocking'))
  }

  return (
    <div className={styles.strip}>
      <BlockIcon aria-hidden="true" />
      <p className={styles.said}>
        {t(kindOf(stop) === 'server' ? 'blocking:strip.server' : 'blocking:strip.person', {
          name: revealed(name),
        })}
        <span role="alert" className={styles.error}>
          {error}
        </span>
      </p>
      <Button size="s" busy={busy} onClick={() => void letThrough()}>
        {t('blocking:unblock')}
      </Button>
    </div>
  )
}
