import type { SlotEntry } from '../../lib/slots.tsx'
import { InviteRoot } from './components/InviteRoot.tsx'
import { InvitesSection } from './components/InvitesSection.tsx'

export const invitesSlots: SlotEntry[] = [
  { slot: 'sidebar', id: 'invites', component: InvitesSection },
  { slot: 'root', id: 'invite', component: InviteRoot },
]
