import { lazily } from '../../lib/lazily.tsx'
import type { SlotEntry } from '../../lib/slots.tsx'
import { PeopleSection } from './components/PeopleSection.tsx'
import { PersonTool } from './components/PersonTool.tsx'

const StrangerRequests = lazily(
  () => import('./components/StrangerRequests.tsx').then((module) => module.StrangerRequests),
  'conversations',
)

export const conversationsSlots: SlotEntry[] = [
  { slot: 'sidebar', id: 'people', component: PeopleSection },
  { slot: 'requests', id: 'strangers', component: StrangerRequests },
  { slot: 'chatHeaderTool', id: 'menu', component: PersonTool },
]
