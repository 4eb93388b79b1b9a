import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Cropper } from '../../../ui/Cropper.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import styles from './AvatarEditor.module.css'

type Square = { x: number; y: number; side: number }

type CropDialogProps = {
  /** The picture's address in this page. */
  src: string
  /** Uses the square; answers why it did not work. */
  onUse: (square: Square) => Promise<string | undefined>
  onClose: () => void
}

/** Which part of a picture others will see. */
export function CropDialog({ src, onUse, onClose }: CropDialogProps) {
  const [square, setSquare] = useState<Square | undefined>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>()

  async function use(): Promise<void> {
    if (busy || !square?.side) return
    setBusy(true)
    setError(await onUse(square))
    setBusy(false)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('avatar:crop.title')}
      onSubmit={() => void use()}
      actions={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('avatar:crop.use')}
          </Button>
        </>
      }
    >
      <Cropper
        src={src}
        label={t('avatar:crop.area')}
        hint={t('avatar:crop.hint')}
        zoomLabel={t('avatar:crop.zoom')}
        zoomInLabel={t('avatar:crop.zoomIn')}
        zoomOutLabel={t('avatar:crop.zoomOut')}
        onChange={setSquare}
        onFailed={() => setError(t('avatar:file.unreadable'))}
      />
      <p role="alert" className={styles.error}>
        {error}
      </p>
    </Dialog>
  )
}
