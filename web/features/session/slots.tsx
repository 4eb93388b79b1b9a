import type { SlotEntry } from '../../lib/slots.tsx'
import { AskToLeave } from './components/AskToLeave.tsx'

export const sessionSlots: SlotEntry[] = [{ slot: 'root', id: 'askToLeave', component: AskToLeave }]
