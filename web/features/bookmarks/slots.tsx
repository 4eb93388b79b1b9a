import { lazily } from '../../lib/lazily.tsx'
import type { SlotEntry } from '../../lib/slots.tsx'
import { useNaming } from './hooks.ts'

const NameDialog = lazily(
  () => import('./components/NameDialog.tsx').then((module) => module.NameDialog),
  'bookmarks',
)

function NamingRoot() {
  const { room, done } = useNaming()
  return room === undefined ? null : <NameDialog key={room} room={room} onClose={done} />
}

export const bookmarksSlots: SlotEntry[] = [{ slot: 'root', id: 'naming', component: NamingRoot }]
