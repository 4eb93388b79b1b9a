import type { MouseEvent } from 'react'
import type { ConversationId } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { DeleteIcon } from '../../../ui/icons.ts'
import { useAsked, useWayOut } from '../hooks.ts'

/** On a message: takes one's own back, or takes somebody else's out of the room. */
export function TakeAwayTool({ conversation, entryKey }: { conversation: ConversationId; entryKey: string }) {
  const way = useWayOut(conversation, entryKey)
  const [, ask] = useAsked()
  if (!way) return null
  const open = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    // These tools go with the focus; the message stays, and is where the dialog gives it back to.
    currentTarget.closest<HTMLElement>('[data-key]')?.focus()
    ask({ way, conversation, key: entryKey })
  }
  return <IconButton icon={DeleteIcon} label={t(`moderation:${way}`)} size="s" onClick={open} />
}
