import { useState } from 'react'
import { t } from '../../../lib/i18n.ts'
import { sentence } from '../../../lib/sentence.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useContact, useRosterCommands } from '../hooks.ts'
import { GroupsField } from './GroupsField.tsx'

/** What one calls a contact, and where in the list they stand. Nobody else sees either. */
export function EditContactDialog({ jid, onClose }: { jid: string; onClose: () => void }) {
  const contact = useContact(jid)
  const { edit } = useRosterCommands()
  const [name, setName] = useState(contact?.name ?? '')
  const [groups, setGroups] = useState<readonly string[]>(contact?.groups ?? [])
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>()

  const save = async () => {
    if (busy) return
    setBusy(true)
    const result = await edit(jid, name.trim(), groups)
    setBusy(false)
    if (result.ok) onClose()
    else setError(sentence(result.error, 'roster'))
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('contact:editTitle')}
      description={<bdi>{jid}</bdi>}
      onSubmit={() => void save()}
      actions={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {t('contact:save')}
          </Button>
        </>
      }
    >
      <Field label={t('contact:name')} hint={t('contact:nameHint')} error={error}>
        <TextInput data-autofocus value={name} onChange={setName} maxLength={300} dir="auto" />
      </Field>
      <GroupsField value={groups} onChange={setGroups} />
    </Dialog>
  )
}
