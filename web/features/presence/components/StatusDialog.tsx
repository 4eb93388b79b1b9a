import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useOwnPresence, usePresenceCommands } from '../hooks.ts'

/** What contacts read beside one's name. */
export function StatusDialog({ onClose }: { onClose: () => void }) {
  const { show, status = '' } = useOwnPresence()
  const { set } = usePresenceCommands()
  const [text, setText] = useState(status)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>()

  const save = async (next: string) => {
    if (busy) return
    setBusy(true)
    const result = await set(show, next.trim())
    setBusy(false)
    if (result.ok) onClose()
    else setError(sentence(result.error, 'presence'))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('presence:statusTitle')}
      onSubmit={() => void save(text)}
      actions={
        <>
          {status !== '' && (
            <Button variant="plain" onClick={() => void save('')}>
              {t('presence:removeStatus')}
            </Button>
          )}
          <Button type="submit" variant="primary" busy={busy}>
            {t('presence:saveStatus')}
          </Button>
        </>
      }
    >
      <Field label={t('presence:status')} hint={t('presence:statusHint')} error={error}>
        <TextInput data-autofocus value={text} onChange={setText} maxLength={300} dir="auto" />
      </Field>
    </Dialog>
  )
}
