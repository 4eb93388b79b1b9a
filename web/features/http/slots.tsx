import type { SlotEntry } from '../../lib/slots.tsx'
import { HttpRoot } from './components/HttpRoot.tsx'

export const httpSlots: SlotEntry[] = [{ slot: 'root', id: 'http', component: HttpRoot }]
