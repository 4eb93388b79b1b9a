import { loadWords } from '../../lib/i18n.ts'
import { lazily } from '../../lib/lazily.tsx'
import type { SlotEntry } from '../../lib/slots.tsx'
import { useNaming } from './hooks.ts'

const NameDialog = lazily(async () => {
  const [{ NameDialog: Dialog }] = await Promise.all([
    import('./components/NameDialog.tsx'),
    loadWords('bookmarks'),
  ])
  return Dialog
})

function NamingRoot() {
  const { room, done } = useNaming()
  return room === undefined ? null : <NameDialog key={room} room={room} onClose={done} />
}

export const bookmarksSlots: SlotEntry[] = [{ slot: 'root', id: 'naming', component: NamingRoot }]
