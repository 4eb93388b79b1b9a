import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import type { Result } from '../../../transport/request.ts'
import { Button } from '../../../ui/Button.tsx'
import { usePresenceCommands, useSubscriptionRequest } from '../../presence/hooks.ts'
import type { Contact } from '../model.ts'
import styles from './ContactCard.module.css'

type Deed = 'ask' | 'grant' | 'refuse' | 'accept'

/** Who sees whose presence, in plain words, with what can be done about it. */
export function Subscription({ contact }: { contact: Contact }) {
  const { jid, subscription, asked } = contact
  const request = useSubscriptionRequest(jid)
  const commands = usePresenceCommands()
  const [busy, setBusy] = useState<Deed | undefined>()
  const [error, setError] = useState<string | undefined>()
  const [done, setDone] = useState<Deed | undefined>()

  const run = async (deed: Deed) => {
    if (busy) return
    setBusy(deed)
    setError(undefined)
    const result: Result<true> = await commands[deed](jid)
    setBusy(undefined)
    if (result.ok) setDone(deed)
    else setError(sentence(result.error, 'presence'))
  }
  const button = (deed: Deed, label: string, isMain = false) => (
    <Button
      size="s"
      variant={isMain ? 'primary' : 'quiet'}
      busy={busy === deed}
      title={t(`roster:xmpp.${deed}`)}
      onClick={() => void run(deed)}
    >
      {label}
    </Button>
  )
  const seesThem = subscription === 'both' || subscription === 'to'
  const seenByThem = subscription === 'both' || subscription === 'from'
  const state = asked ? (seenByThem ? 'fromAsked' : 'noneAsked') : subscription

  return (
    <div className={styles.block}>
      <h3 className={styles.heading}>{t('roster:subscription')}</h3>
      {request ? (
        <p className={styles.text}>{t('roster:subscription.request')}</p>
      ) : (
        <p className={styles.text} title={t('roster:xmpp.subscription', { subscription })}>
          {t(`roster:subscription.${state}`)}
        </p>
      )}
      <div className={styles.buttons}>
        {request && button('refuse', t('roster:refuse'))}
        {request && button('accept', t('roster:accept'), true)}
        {!request && !seesThem && button('ask', t(asked ? 'roster:askAgain' : 'roster:ask'))}
        {!request && !seenByThem && button('grant', t('roster:grant'))}
        {!request && seenByThem && button('refuse', t('roster:hide'))}
      </div>
      <div role="status" className={styles.text}>
        {done === 'ask' && !seesThem && t('roster:askedNow')}
        {done === 'grant' && !seenByThem && t('roster:grantedNow')}
      </div>
      <div role="alert" className={styles.error}>
        {error}
      </div>
    </div>
  )
}
