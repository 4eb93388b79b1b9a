import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { CloseIcon, FileIcon, PictureIcon, RetryIcon } from '../../../ui/icons.ts'
import { Progress } from '../../../ui/Progress.tsx'
import type { Upload } from '../model.ts'
import { sizeWords } from '../sizeWords.ts'
import styles from './UploadTray.module.css'

/** One file on its way: how far it came, or why it did not go. */
export function UploadRow(props: {
  upload: Upload
  onCancel: (id: string) => void
  onRetry: (id: string) => void
}) {
  const { upload, onCancel, onRetry } = props
  const { id, file, state, done, why, isHopeless } = upload
  const name = revealed(file.name)
  const isFailed = state === 'failed'
  const KindIcon = file.type.startsWith('image/') ? PictureIcon : FileIcon
  return (
    <div className={styles.row}>
      <KindIcon className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.head}>
          <bdi className={styles.name}>{name}</bdi>
          <span className={styles.size}>{sizeWords(file.size)}</span>
        </p>
        {/* There before it says something, so that it is read out. */}
        <div role="alert">{isFailed && <p className={styles.why}>{why}</p>}</div>
        {!isFailed && <Progress label={t('upload:progress', { name })} done={done} total={1} />}
      </div>
      {isFailed && !isHopeless && (
        <IconButton
          icon={RetryIcon}
          label={t('upload:retry', { name })}
          size="s"
          onClick={() => onRetry(id)}
        />
      )}
      <IconButton
        icon={CloseIcon}
        label={t(isFailed ? 'upload:dismiss' : 'upload:cancel', { name })}
        size="s"
        onClick={() => onCancel(id)}
      />
    </div>
  )
}
