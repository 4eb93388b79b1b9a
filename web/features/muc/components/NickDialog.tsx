import { useRef, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useMucCommands, useRoom, useRoomName } from '../hooks.ts'
import { refusalWords } from '../refusal.ts'

/** Another name in this room; the room may refuse it, and the dialog stays. */
export function NickDialog({ room, onClose }: { room: string; onClose: () => void }) {
  const { setNick } = useMucCommands()
  const name = useRoomName(room)
  const before = useRoom(room)?.nick ?? ''
  const [nick, setTyped] = useState(before)
  const [error, setError] = useState<string | undefined>()
  const [isBusy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  async function submit(): Promise<void> {
    const wanted = nick.trim()
    if (isBusy) return
    if (wanted === '') return setError(t('muc:entry.noNick'))
    if (wanted === before) return onClose()
    setBusy(true)
    const result = await setNick(room, wanted)
    setBusy(false)
    if (result.ok) return onClose()
    setError(refusalWords(result.error, room))
    field.current?.focus()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('muc:nick.title', { name })}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button type="submit" variant="primary" busy={isBusy}>
            {t('muc:nick.change')}
          </Button>
        </>
      }
    >
      <Field label={t('muc:entry.nick')} error={error} required>
        <TextInput ref={field} value={nick} onChange={setTyped} maxLength={1023} />
      </Field>
    </Dialog>
  )
}
