import type { ConversationId } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { Slot } from '../../../lib/slots.tsx'
import { toast } from '../../../lib/toasts.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { CopyIcon, EditIcon } from '../../../ui/icons.ts'
import type { Entry } from '../entry.ts'
import { hasArrived, useIsPointed, useTimelineCommands } from '../hooks.ts'
import styles from './MessageTools.module.css'

/** What can be done with a message; shown for the one that is pointed at, or that has the focus. */
export function MessageTools({ conversation, entry }: { conversation: ConversationId; entry: Entry }) {
  const commands = useTimelineCommands()
  if (!useIsPointed(entry.key)) return null
  const canEdit = entry.own && hasArrived(entry) && !entry.oob
  return (
    <div className={styles.tools}>
      {canEdit && (
        <IconButton
          icon={EditIcon}
          label={t('timeline:edit')}
          size="s"
          onClick={() => commands.edit(conversation, entry.key)}
        />
      )}
      <IconButton icon={CopyIcon} label={t('timeline:copy')} size="s" onClick={() => void copy(entry.text)} />
      <Slot name="messageTool" props={{ conversation, entryKey: entry.key }} />
    </div>
  )
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast({ text: t('timeline:copied') })
  } catch {
    toast({ tone: 'bad', text: t('timeline:notCopied') })
  }
}
