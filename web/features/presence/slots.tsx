import type { SlotEntry } from '../../lib/slots.tsx'
import { RequestsSection } from './components/RequestsSection.tsx'

export const presenceSlots: SlotEntry[] = [{ slot: 'sidebar', id: 'requests', component: RequestsSection }]
