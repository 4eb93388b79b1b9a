import { memo, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { revealedName } from '../../../lib/revealedName.ts'
import { navigate } from '../../../lib/route.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Slot } from '../../../lib/slots.tsx'
import { toast } from '../../../lib/toasts.ts'
import type { Result } from '../../../transport/request.ts'
import { AskingRow } from '../../../ui/AskingRow.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Button } from '../../../ui/Button.tsx'
import { usePresenceCommands, useSubscriptionRequest } from '../hooks.ts'
import styles from './RequestsPage.module.css'

export const RequestRow = memo(function RequestRow({ jid }: { jid: string }) {
  const asked = useSubscriptionRequest(jid)
  const { accept, refuse } = usePresenceCommands()
  const [busy, setBusy] = useState<'accept' | 'refuse' | undefined>()
  const [error, setError] = useState<string | undefined>()

  const answer = async (how: 'accept' | 'refuse', ask: (jid: string) => Promise<Result<true>>) => {
    if (busy) return
    setBusy(how)
    setError(undefined)
    const result = await ask(jid)
    setBusy(undefined)
    if (!result.ok) return setError(sentence(result.error, 'presence'))
    if (how === 'accept')
      toast({
        text: t('presence:accepted', { jid }),
        tone: 'good',
        action: { label: t('presence:write'), perform: () => navigate({ name: 'chat', jid }) },
      })
  }
  return (
    <AskingRow
      face={<Avatar name={jid} jid={jid} size={48} />}
      jid={revealed(jid)}
      claim={
        asked?.nick && (
          <>
            {t('presence:claims')} <bdi>{revealedName(asked.nick)}</bdi>
          </>
        )
      }
      error={error}
      buttons={
        <>
          <Slot name="strangerTool" props={{ jid }} />
          <Button
            busy={busy === 'refuse'}
            aria-label={t('presence:refuseWhom', { jid })}
            onClick={() => void answer('refuse', refuse)}
          >
            {t('presence:refuse')}
          </Button>
          <Button
            variant="primary"
            busy={busy === 'accept'}
            aria-label={t('presence:acceptWhom', { jid })}
            onClick={() => void answer('accept', accept)}
          >
            {t('presence:accept')}
          </Button>
        </>
      }
    >
      {asked?.text && (
        <p className={styles.message} dir="auto">
          {asked.text}
        </p>
      )}
    </AskingRow>
  )
})
