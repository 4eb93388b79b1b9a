import type { SlotEntry } from '../../lib/slots.tsx'
import { AskRoot } from './components/AskRoot.tsx'
import { TakeAwayTool } from './components/TakeAwayTool.tsx'

export const moderationSlots: SlotEntry[] = [
  { slot: 'messageTool', id: 'takeAway', component: TakeAwayTool },
  { slot: 'root', id: 'takeAway', component: AskRoot },
]
