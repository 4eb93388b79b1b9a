import type { SlotEntry } from '../../lib/slots.tsx'
import { ContactQuestions } from './components/ContactQuestions.tsx'
import { MutualRequests } from './components/MutualRequests.tsx'
import { StrangerNotice } from './components/StrangerNotice.tsx'

export const rosterSlots: SlotEntry[] = [
  { slot: 'conversationNotice', id: 'stranger', component: StrangerNotice },
  { slot: 'root', id: 'contact-questions', component: ContactQuestions },
  { slot: 'root', id: 'mutual-requests', component: MutualRequests },
]
