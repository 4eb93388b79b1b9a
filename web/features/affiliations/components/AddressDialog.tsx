import { useState } from 'react'
import type { Affiliation } from '#protocol/occupants.ts'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useTable } from '../hooks.ts'
import { rankName } from '../menu.ts'
import { parseAddress } from '../parseAddresses.ts'
import type { Console } from '../useConsole.ts'

interface AddressDialogProps {
  room: string
  nick: string
  to: Affiliation
  console: Console
  onClose: () => void
}

/** A rank belongs to an address, and this room hides it: whoever knows it says it. */
export function AddressDialog({ room, nick, to, console, onClose }: AddressDialogProps) {
  const table = useTable(room)
  const occupantId = table.rows.get(`nick:${nick}`)?.occupantId
  const [text, setText] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const submit = () => {
    const found = parseAddress(text)
    if ('problem' in found) return setError(t(`affiliations:wrong.${found.problem}`))
    console.stageAll([found.jid], to)
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('affiliations:address.title', { nick })}
      description={t('affiliations:address.text')}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('affiliations:address.confirm', { rank: rankName(to) })}
          </Button>
        </>
      }
    >
      <Field
        label={t('affiliations:address.label', { nick })}
        hint={occupantId && t('affiliations:address.id', { id: occupantId })}
        error={error}
      >
        <TextInput value={text} onChange={setText} inputMode="email" maxLength={3071} />
      </Field>
    </Dialog>
  )
}
