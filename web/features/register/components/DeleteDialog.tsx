import { useRef, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useRegisterCommands } from '../hooks.ts'
import styles from './Account.module.css'

/** Asks for the address in full: nobody deletes an account by a slip of the hand. */
export function DeleteDialog({ jid, onClose }: { jid: string; onClose: () => void }) {
  const { deleteAccount } = useRegisterCommands()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ ofField: boolean; text: string } | undefined>()
  const field = useRef<HTMLInputElement>(null)

  async function submit(): Promise<void> {
    if (busy) return
    if (typed.trim().toLowerCase() !== jid.toLowerCase()) {
      setProblem({ ofField: true, text: t('register:delete.mismatch', { jid }) })
      field.current?.focus()
      return
    }
    setBusy(true)
    setProblem(undefined)
    const result = await deleteAccount()
    // Where it worked, the page is the sign-in page by now.
    if (result.ok) return
    setBusy(false)
    setProblem({ ofField: false, text: sentence(result.error, 'register') })
  }
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={() => !busy && onClose()}
      title={t('register:delete.ask')}
      description={t('register:delete.text')}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>{t('register:delete.keep')}</Button>
          <Button type="submit" variant="danger" busy={busy}>
            {t('register:delete.confirm')}
          </Button>
        </>
      }
    >
      <Field
        label={
          <>
            {t('register:delete.type')} <bdi className={styles.jid}>{jid}</bdi>
          </>
        }
        error={problem?.ofField && problem.text}
      >
        <TextInput
          ref={field}
          value={typed}
          onChange={(text) => {
            setTyped(text)
            setProblem(undefined)
          }}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          maxLength={3071}
        />
      </Field>
      <p role="alert" className={styles.problem}>
        {problem && !problem.ofField && problem.text}
      </p>
    </Dialog>
  )
}
