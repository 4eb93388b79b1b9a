import { useRef } from 'react'
import { cx } from '../../../lib/cx.ts'
import { t } from '../../../lib/i18n.ts'
import { lazily } from '../../../lib/lazily.tsx'
import { usePicture } from '../../../lib/pictures.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Button } from '../../../ui/Button.tsx'
import { DeleteIcon, PictureIcon } from '../../../ui/icons.ts'
import { useNameOf } from '../../roster/hooks.ts'
import { useOwnJid } from '../../session/hooks.ts'
import { useOwnPicture } from '../useOwnPicture.ts'
import styles from './AvatarEditor.module.css'

const CropDialog = lazily(() => import('./CropDialog.tsx').then((module) => module.CropDialog))

const TYPES = 'image/png,image/jpeg,image/webp,image/gif'

/** One's own picture: chosen from files, dropped or pasted, and taken away. */
export function AvatarEditor() {
  const jid = useOwnJid()
  const name = useNameOf(jid)
  const has = usePicture(jid) !== undefined
  const picture = useOwnPicture()
  const input = useRef<HTMLInputElement>(null)
  return (
    <section className={cx(styles.editor, picture.isOver && styles.over)} aria-label={t('avatar:own')}>
      <Avatar name={name} jid={jid} size={72} />
      <div className={styles.side}>
        <div className={styles.buttons}>
          <Button icon={PictureIcon} onClick={() => input.current?.click()}>
            {t(has ? 'avatar:change' : 'avatar:choose')}
          </Button>
          {has && (
            <Button
              variant="plain"
              icon={DeleteIcon}
              busy={picture.busy}
              onClick={() => void picture.remove()}
            >
              {t('avatar:remove')}
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          accept={TYPES}
          hidden
          onChange={({ target }) => {
            const chosen = target.files?.[0]
            if (chosen) void picture.take(chosen)
            // The same file again is a choice again.
            target.value = ''
          }}
        />
        <p className={styles.hint}>{t('avatar:hint')}</p>
        <p className={styles.hint} role="status">
          {picture.done}
        </p>
        <p className={styles.error} role="alert">
          {picture.error}
        </p>
      </div>
      {picture.src && <CropDialog src={picture.src} onUse={picture.use} onClose={picture.close} />}
    </section>
  )
}
