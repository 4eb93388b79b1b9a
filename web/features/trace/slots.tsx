import type { SlotEntry } from '../../lib/slots.tsx'
import { TraceDock } from './components/TraceDock.tsx'

export const traceSlots: SlotEntry[] = [{ slot: 'root', id: 'trace', component: TraceDock }]
