import type { SlotEntry } from '../../lib/slots.tsx'
import { PeopleSection } from './components/PeopleSection.tsx'
import { PersonTool } from './components/PersonTool.tsx'

export const conversationsSlots: SlotEntry[] = [
  { slot: 'sidebar', id: 'people', component: PeopleSection },
  { slot: 'chatHeaderTool', id: 'menu', component: PersonTool },
]
