import { useEffect, useState } from 'react'
import { type ConversationId, chatWith, inRoom } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { lazily } from '../../../lib/lazily.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { SearchIcon } from '../../../ui/icons.ts'

const FindDialog = lazily(() => import('./FindDialog.tsx').then((module) => module.FindDialog), 'timeline')

export const FindInChat = ({ jid }: { jid: string }) => <FindTool conversation={chatWith(jid)} />
export const FindInRoom = ({ room }: { room: string }) => <FindTool conversation={inRoom(room)} />

/** The browser's own search sees only the rows that are drawn. */
function FindTool({ conversation }: { conversation: ConversationId }) {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      setOpen(true)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <IconButton icon={SearchIcon} label={t('timeline:find')} onClick={() => setOpen(true)} />
      {isOpen && <FindDialog conversation={conversation} onClose={() => setOpen(false)} />}
    </>
  )
}
