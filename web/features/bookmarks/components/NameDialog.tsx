import { useState } from 'react'
import { localPart } from '../../../lib/conversation.ts'
import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useBookmark, useBookmarksCommands } from '../hooks.ts'

/** What one calls a room oneself. */
export function NameDialog({ room, onClose }: { room: string; onClose: () => void }) {
  const bookmark = useBookmark(room)
  const { change } = useBookmarksCommands()
  const [name, setName] = useState(bookmark?.name ?? '')
  const [isBusy, setBusy] = useState(false)
  const submit = () => {
    setBusy(true)
    void change(room, { name: name.trim() || undefined }).then(onClose)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('bookmarks:name.title')}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button type="submit" variant="primary" busy={isBusy}>
            {t('bookmarks:name.save')}
          </Button>
        </>
      }
    >
      <Field label={t('bookmarks:name.label')} hint={t('bookmarks:name.hint')}>
        <TextInput
          value={name}
          onChange={setName}
          maxLength={340}
          placeholder={localPart(room)}
          data-autofocus=""
        />
      </Field>
    </Dialog>
  )
}
