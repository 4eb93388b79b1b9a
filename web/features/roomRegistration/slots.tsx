import type { SlotEntry } from '../../lib/slots.tsx'
import { RegistrationRoot } from './components/RegistrationRoot.tsx'

export const roomRegistrationSlots: SlotEntry[] = [
  { slot: 'root', id: 'registration', component: RegistrationRoot },
]
