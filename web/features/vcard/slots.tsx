import { lazily } from '../../lib/lazily.tsx'
import type { SlotEntry } from '../../lib/slots.tsx'
import { ProfileRoot } from './components/ProfileRoot.tsx'

const ContactProfile = lazily(
  () => import('./components/ContactProfile.tsx').then((module) => module.ContactProfile),
  'vcard',
)

export const vcardSlots: SlotEntry[] = [
  { slot: 'contactCard', id: 'vcard', component: ContactProfile },
  { slot: 'root', id: 'profile', component: ProfileRoot },
]
