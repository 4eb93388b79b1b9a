import { useId, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { toast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { useDismiss, useWaitingRequests } from '../hooks.ts'
import styles from './StrangerRequests.module.css'
import { StrangerRow } from './StrangerRow.tsx'

/** A flood must not fill the page: the rest comes when it is wanted. */
const SHOWN = 50

/** Strangers who wrote, on the page of requests. */
export function StrangerRequests() {
  const id = useId()
  const jids = useWaitingRequests()
  const dismiss = useDismiss()
  const [most, setMost] = useState(SHOWN)
  if (jids.length === 0) return null
  const rest = jids.length - most
  const dismissAll = () => {
    dismiss(jids)
    toast({ text: t('conversations:strangers.dismissed') })
  }
  return (
    <section aria-labelledby={id} className={styles.section}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {t('conversations:strangers.title')}
        </h2>
        {jids.length > 1 && (
          <Button size="s" onClick={dismissAll}>
            {t('conversations:strangers.dismissAll')}
          </Button>
        )}
      </header>
      <p className={styles.text}>{t('conversations:strangers.text')}</p>
      <ul className={styles.list}>
        {jids.slice(0, most).map((jid) => (
          <StrangerRow key={jid} jid={jid} />
        ))}
      </ul>
      {rest > 0 && (
        <Button onClick={() => setMost(most + SHOWN)}>
          {t('conversations:strangers.more', { count: Math.min(rest, SHOWN) })}
        </Button>
      )}
    </section>
  )
}
