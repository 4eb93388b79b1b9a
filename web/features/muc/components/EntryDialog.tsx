import { t } from '../../../lib/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useRoomName } from '../hooks.ts'
import { useEntry } from '../useEntry.ts'
import { EntryFields } from './EntryFields.tsx'

/** The door again, over what was said in the room so far. */
export function EntryDialog({ room, onClose }: { room: string; onClose: () => void }) {
  const entry = useEntry(room, onClose)
  const name = useRoomName(room)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('muc:entry.again', { name })}
      onSubmit={entry.submit}
      actions={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button type="submit" variant="primary" busy={entry.isBusy}>
            {t('muc:entry.join')}
          </Button>
        </>
      }
    >
      <EntryFields entry={entry} />
    </Dialog>
  )
}
