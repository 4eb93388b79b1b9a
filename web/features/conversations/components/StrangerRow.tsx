import { memo } from 'react'
import { chatWith } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { revealedName } from '../../../lib/revealedName.ts'
import { navigate } from '../../../lib/route.ts'
import { Slot } from '../../../lib/slots.tsx'
import { AskingRow } from '../../../ui/AskingRow.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Time } from '../../../ui/Time.tsx'
import { useSubscriptionRequest } from '../../presence/hooks.ts'
import { useAdding } from '../../roster/hooks.ts'
import { useDismiss, useMessageCount, useSummary } from '../hooks.ts'
import styles from './StrangerRequests.module.css'

const SHOWN_CHARS = 200

/** Somebody who wrote and is not known: the address, and what they last said, as mere letters. */
export const StrangerRow = memo(function StrangerRow({ jid }: { jid: string }) {
  const summary = useSummary(chatWith(jid))
  const count = useMessageCount(chatWith(jid))
  const asked = useSubscriptionRequest(jid)
  const dismiss = useDismiss()
  const { busy, error, start } = useAdding(jid)
  const shown = revealed(jid)
  return (
    <AskingRow
      // Without whose it is: no picture is asked for.
      face={<Avatar name={jid} size={48} />}
      jid={shown}
      aside={summary && <Time at={summary.lastAt} format="short" className={styles.time} />}
      claim={
        asked?.nick && (
          <>
            {t('conversations:strangers.claims')} <bdi>{revealedName(asked.nick)}</bdi>
          </>
        )
      }
      error={error}
      buttons={
        <>
          <Slot name="strangerTool" props={{ jid }} />
          <Button
            aria-label={t('conversations:strangers.dismissWhom', { jid: shown })}
            onClick={() => dismiss([jid])}
          >
            {t('conversations:strangers.dismiss')}
          </Button>
          <Button
            busy={busy}
            aria-label={t('conversations:strangers.addWhom', { jid: shown })}
            onClick={() => void start()}
          >
            {t('conversations:strangers.add')}
          </Button>
          <Button
            variant="primary"
            aria-label={t('conversations:strangers.openWhom', { jid: shown })}
            onClick={() => navigate({ name: 'chat', jid })}
          >
            {t('conversations:strangers.open')}
          </Button>
        </>
      }
    >
      <p className={styles.words} dir="auto">
        {revealed((summary?.preview ?? '').slice(0, SHOWN_CHARS))}
      </p>
      <p className={styles.count}>
        {t('conversations:strangers.count', { count })} <Badge count={summary?.unread ?? 0} />
      </p>
    </AskingRow>
  )
})
