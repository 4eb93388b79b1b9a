import { useRoomDialog } from '../hooks.ts'
import { RoomInfoDialog, SubjectsDialog } from '../parts.ts'

/** Opens over any page what was asked about a room. */
export function RoomDialogRoot() {
  const { dialog, done } = useRoomDialog()
  if (dialog?.what === 'info') return <RoomInfoDialog key={dialog.room} room={dialog.room} onClose={done} />
  if (dialog?.what === 'subjects')
    return <SubjectsDialog key={dialog.room} room={dialog.room} onClose={done} />
  return null
}
