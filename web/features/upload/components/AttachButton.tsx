import { useRef } from 'react'
import type { ConversationId } from '../../../lib/conversation.ts'
import { keepsFiles } from '../../../lib/files.ts'
import { t } from '../../../lib/i18n.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { AttachIcon } from '../../../ui/icons.ts'
import { useOffer } from '../hooks.ts'
import { UploadTray } from '../tray.ts'

/** Chooses files for the conversation; where no place keeps any, it is not there. */
export function AttachButton(props: { conversation: ConversationId; refusal?: string | undefined }) {
  const { conversation, refusal } = props
  const input = useRef<HTMLInputElement>(null)
  const offer = useOffer(conversation)
  if (!keepsFiles()) return null
  return (
    <>
      <IconButton
        icon={AttachIcon}
        label={refusal ?? t('timeline:attach')}
        tooltipSide="above"
        aria-disabled={refusal !== undefined || undefined}
        onClick={() => {
          if (refusal !== undefined) return
          // It is there by the time that somebody has chosen.
          UploadTray.preload()
          input.current?.click()
        }}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          offer([...(currentTarget.files ?? [])])
          // The same file may be chosen once more.
          currentTarget.value = ''
        }}
      />
    </>
  )
}
