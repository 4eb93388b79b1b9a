import type { SlotEntry } from '../../lib/slots.tsx'
import { DepartureNotice } from './components/DepartureNotice.tsx'
import { RoomDialogRoot } from './components/RoomDialogRoot.tsx'
import { RoomsSection } from './components/RoomsSection.tsx'

export const mucSlots: SlotEntry[] = [
  { slot: 'sidebar', id: 'rooms', component: RoomsSection },
  { slot: 'conversationNotice', id: 'departure', component: DepartureNotice },
  { slot: 'root', id: 'roomDialog', component: RoomDialogRoot },
]
