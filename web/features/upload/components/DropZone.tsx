import { useRef } from 'react'
import type { ConversationId } from '../../../lib/conversation.ts'
import { keepsFiles } from '../../../lib/files.ts'
import { toast } from '../../../lib/toasts.ts'
import { useOffer, useUploads } from '../hooks.ts'
import { UploadTray } from '../tray.ts'
import { useDropZone } from '../useDropZone.ts'

type DropZoneProps = { conversation: ConversationId; refusal?: string | undefined }

/** Where files may be dropped; where no place keeps any, it is not there. */
export function DropZone(props: DropZoneProps) {
  return keepsFiles() ? <Zone {...props} /> : null
}

function Zone({ conversation, refusal }: DropZoneProps) {
  const anchor = useRef<HTMLDivElement>(null)
  const offer = useOffer(conversation)
  const uploads = useUploads(conversation)
  const isOver = useDropZone(anchor, (files) => {
    if (refusal === undefined) offer(files)
    else toast({ tone: 'bad', text: refusal })
  })
  return (
    <div ref={anchor}>
      {(isOver || uploads.length > 0) && <UploadTray uploads={uploads} isOver={isOver} refusal={refusal} />}
    </div>
  )
}
