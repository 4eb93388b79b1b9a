import { useRef, useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useMucCommands, useRoom, useRoomName } from '../hooks.ts'
import { type Advice, useNickCommands } from '../nicks.ts'
import { refusalWords, serversWords } from '../refusal.ts'
import { NickField } from './NickField.tsx'

/** Another name in this room; the room may refuse it, and the dialog stays and says what would do. */
export function NickDialog({ room, onClose }: { room: string; onClose: () => void }) {
  const { setNick } = useMucCommands()
  const { advise } = useNickCommands()
  const name = useRoomName(room)
  const before = useRoom(room)?.nick ?? ''
  const [nick, setTyped] = useState(before)
  const [error, setError] = useState<string | undefined>()
  const [offer, setOffer] = useState<string | undefined>()
  const [isBusy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  async function submit(typed = nick): Promise<void> {
    const wanted = typed.trim()
    if (isBusy) return
    setOffer(undefined)
    if (wanted === '') return setError(t('muc:entry.noNick'))
    if (wanted === before) return onClose()
    setBusy(true)
    const result = await setNick(room, wanted)
    if (result.ok) return onClose()
    const advice: Advice = await advise(room, wanted, result.error)
    setBusy(false)
    const said = serversWords(result.error)
    const words = advice.words ?? refusalWords(result.error, room)
    setError(said ? `${words} ${said}` : words)
    setOffer(advice.offer === before ? undefined : advice.offer)
    field.current?.focus()
    field.current?.select()
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
      <NickField
        ref={field}
        value={nick}
        onChange={setTyped}
        error={error}
        offer={offer}
        onOffer={() => {
          setTyped(offer ?? '')
          void submit(offer)
        }}
      />
    </Dialog>
  )
}
