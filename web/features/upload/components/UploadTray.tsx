import { t } from '../../../lib/i18n.ts'
import { AttachIcon } from '../../../ui/icons.ts'
import type { Upload } from '../model.ts'
import { useUploader } from '../useUploader.ts'
import { UploadRow } from './UploadRow.tsx'
import styles from './UploadTray.module.css'

export interface UploadTrayProps {
  uploads: readonly Upload[]
  /** Some more are held over the conversation. */
  isOver: boolean
  refusal?: string | undefined
}

/** The files on their way into the conversation, and where more of them may be dropped. */
export function UploadTray({ uploads, isOver, refusal }: UploadTrayProps) {
  const { cancel, retry } = useUploader()
  return (
    <>
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
    </>
  )
}
