import { useRef } from 'react'
import type { ConversationId } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { toast } from '../../../lib/toasts.ts'
import { AttachIcon } from '../../../ui/icons.ts'
import { useOffer, useUploads } from '../hooks.ts'
import { useDropZone } from '../useDropZone.ts'
import { useUploader } from '../useUploader.ts'
import { UploadRow } from './UploadRow.tsx'
import styles from './UploadTray.module.css'

/** The files on their way into the conversation, and where more of them may be dropped. */
export function UploadTray(props: { conversation: ConversationId; refusal?: string | undefined }) {
  const { conversation, refusal } = props
  const anchor = useRef<HTMLDivElement>(null)
  const offer = useOffer(conversation)
  const uploads = useUploads(conversation)
  const { cancel, retry } = useUploader()
  const isOver = useDropZone(anchor, (files) => {
    if (refusal === undefined) offer(files)
    else toast({ tone: 'bad', text: refusal })
  })
  return (
    <div ref={anchor}>
      {uploads.length > 0 && (
        <ul className={styles.tray} aria-label={t('upload:onTheirWay')}>
          {uploads.map((upload) => (
            <li key={upload.id}>
              <UploadRow upload={upload} onCancel={cancel} onRetry={retry} />
            </li>
          ))}
        </ul>
      )}
      {isOver && (
        <p className={styles.zone}>
          <AttachIcon className={styles.icon} aria-hidden="true" />
          {refusal ?? t('upload:drop')}
        </p>
      )}
    </div>
  )
}
