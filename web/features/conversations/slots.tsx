import type { SlotEntry } from '../../lib/slots.tsx'
import { PeopleSection } from './components/PeopleSection.tsx'

export const conversationsSlots: SlotEntry[] = [{ slot: 'sidebar', id: 'people', component: PeopleSection }]
