import type { SlotEntry } from '../../lib/slots.tsx'
import { FindInChat, FindInRoom } from './components/FindTool.tsx'
import { Leaving } from './components/Leaving.tsx'

export const timelineSlots: SlotEntry[] = [
  { slot: 'chatHeaderTool', id: 'find', component: FindInChat },
  { slot: 'roomHeaderTool', id: 'find', component: FindInRoom },
  { slot: 'root', id: 'leaving', component: Leaving },
]
