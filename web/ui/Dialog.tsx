import { type FormEvent, type ReactNode, useId } from 'react'
import { createPortal } from 'react-dom'
import { cx } from '../lib/cx.ts'
import { t } from '../lib/i18n.ts'
import styles from './Dialog.module.css'
import { IconButton } from './IconButton.tsx'
import { CloseIcon } from './icons.ts'
import { useModal } from './useModal.ts'

export type DialogProps = {
  open: boolean
  /** Escape, back, the cross and a press beside it ask for this. */
  onClose: () => void
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** Buttons, the one that goes on last. */
  actions?: ReactNode
  /** Makes it a form: Enter in a field does the same as the button of type "submit". */
  onSubmit?: () => void
  size?: 'm' | 'l'
  role?: 'dialog' | 'alertdialog'
  className?: string
}

/** One question over the page, which rests meanwhile. A sheet from below on a narrow screen. */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? createPortal(<OpenDialog {...rest} />, document.body) : null
}

function OpenDialog(props: Omit<DialogProps, 'open'>) {
  const { onClose, title, description, children, actions, onSubmit, size = 'm', role, className } = props
  const id = useId()
  const modal = useModal(onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // React hands events on to the parent in its own tree, which may be a form of its own.
    event.stopPropagation()
    onSubmit?.()
  }
  const inside = (
    <>
      {children && <div className={styles.body}>{children}</div>}
      {actions && (
        <div className={styles.actions} data-actions>
          {actions}
        </div>
      )}
    </>
  )
  return (
    <dialog
      {...modal}
      role={role}
      className={cx(styles.dialog, styles[size], className)}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
    >
      <header className={styles.header}>
        <h2 id={`${id}-title`} className={styles.title}>
          {title}
        </h2>
        <IconButton icon={CloseIcon} label={t('ui:close')} className={styles.close} onClick={onClose} />
        {description && (
          <p id={`${id}-description`} className={styles.description}>
            {description}
          </p>
        )}
      </header>
      {onSubmit ? (
        <form className={styles.form} onSubmit={submit} noValidate>
          {inside}
        </form>
      ) : (
        inside
      )}
    </dialog>
  )
}
