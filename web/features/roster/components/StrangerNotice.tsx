import { type ConversationId, parseConversation } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { Slot } from '../../../lib/slots.tsx'
import { Button } from '../../../ui/Button.tsx'
import { AddPersonIcon } from '../../../ui/icons.ts'
import { useAdding, useIsStranger } from '../hooks.ts'
import styles from './StrangerNotice.module.css'

/** Above a conversation with somebody whom one has not added. */
export function StrangerNotice({ conversation }: { conversation: ConversationId }) {
  const target = parseConversation(conversation)
  return target.kind === 'chat' ? <Notice jid={target.jid} /> : null
}

function Notice({ jid }: { jid: string }) {
  const isStranger = useIsStranger(jid)
  const { busy, error, start } = useAdding(jid)
  if (!isStranger) return null
  return (
    <div className={styles.notice}>
      <p className={styles.words}>
        {t('roster:stranger')} <bdi className={styles.jid}>{jid}</bdi>
        <span role="alert" className={styles.error}>
          {error}
        </span>
      </p>
      <Button size="s" icon={AddPersonIcon} busy={busy} onClick={() => void start()}>
        {t('roster:add')}
      </Button>
      <Slot name="strangerTool" props={{ jid, isSmall: true }} />
    </div>
  )
}
