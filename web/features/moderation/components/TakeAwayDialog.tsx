import { useEffect, useState } from 'react'
import { parseConversation } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { sentence } from '../../../lib/sentence.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { useEntry } from '../../timeline/hooks.ts'
import { useModerationCommands } from '../hooks.ts'
import type { Asked } from '../model.ts'
import styles from './TakeAwayDialog.module.css'

const SHOWN_CHARS = 200

/** Asks before a message is taken away, which nobody can take back. */
export function TakeAwayDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { way, conversation, key } = asked
  const entry = useEntry(conversation, key)
  const load = useModerationCommands()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  const isGone = !entry || entry.removed !== undefined
  // By whomever: there is nothing left to ask.
  useEffect(() => {
    if (isGone) onClose()
  }, [isGone, onClose])

  async function confirm(reason: string): Promise<void> {
    setBusy(true)
    setError(undefined)
    const commands = await load()
    const target = parseConversation(conversation)
    const result =
      way === 'remove' && target.kind === 'room'
        ? await commands.remove(target.room, key, reason)
        : await commands.takeBack(conversation, key)
    setBusy(false)
    if (!result.ok) setError(sentence(result.error, 'moderation'))
    else onClose()
  }

  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t(`moderation:ask.${way}.title`, { name: entry?.author ?? '' })}
      text={t(`moderation:ask.${way}.text`)}
      confirm={t(`moderation:ask.${way}.confirm`)}
      tone="danger"
      reason={way === 'remove' && { label: t('moderation:reason'), hint: t('moderation:reasonHint') }}
      busy={busy}
      error={error}
      onConfirm={(reason) => void confirm(reason)}
    >
      <blockquote className={styles.said} dir="auto">
        {revealed((entry?.text ?? '').slice(0, SHOWN_CHARS))}
      </blockquote>
    </ConfirmDialog>
  )
}
