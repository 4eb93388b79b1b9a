import { type ReactNode, useState } from 'react'
import { t } from '../lib/i18n.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Field } from './Field.tsx'
import { TextInput } from './TextInput.tsx'

export type ConfirmDialogProps = {
  open: boolean
  onClose: () => void
  title: ReactNode
  text?: ReactNode
  /** A verb that says what happens: Ban, Leave room. */
  confirm: string
  tone?: 'neutral' | 'danger'
  /** Asks for a reason as well, which may stay empty. */
  reason?: boolean | { label: string; hint?: string; given?: string }
  busy?: boolean
  /** Why it did not work; the dialog stays. */
  error?: ReactNode
  onConfirm: (reason: string) => void
  children?: ReactNode
  /** Below the reason, which has the first focus. */
  after?: ReactNode
}

/** Asks once more before what cannot be taken back. */
export function ConfirmDialog({ open, ...rest }: ConfirmDialogProps) {
  // Mounted anew each time, so that a reason given to one person is not offered for the next.
  return open ? <OpenConfirm {...rest} /> : null
}

function OpenConfirm(props: Omit<ConfirmDialogProps, 'open'>) {
  const {
    onClose,
    title,
    text,
    confirm,
    tone = 'neutral',
    reason,
    busy,
    error,
    onConfirm,
    children,
    after,
  } = props
  const field = typeof reason === 'object' ? reason : { label: t('ui:reason'), hint: undefined }
  const [given, setGiven] = useState(typeof reason === 'object' ? (reason.given ?? '') : '')
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={onClose}
      title={title}
      description={text}
      onSubmit={() => !busy && onConfirm(given.trim())}
      actions={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button type="submit" variant={tone === 'danger' ? 'danger' : 'primary'} busy={busy}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      {reason ? (
        <Field label={field.label} hint={field.hint} error={error}>
          <TextInput value={given} onChange={setGiven} maxLength={1000} />
        </Field>
      ) : (
        error && <p role="alert">{error}</p>
      )}
      {after}
    </Dialog>
  )
}
