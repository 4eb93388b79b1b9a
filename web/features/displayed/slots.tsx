import { lazily } from '../../lib/lazily.tsx'
import type { SlotEntry } from '../../lib/slots.tsx'

const TellRead = lazily(
  () => import('./components/TellRead.tsx').then((module) => module.TellRead),
  'displayed',
)

export const displayedSlots: SlotEntry[] = [{ slot: 'settingsSection', id: 'displayed', component: TellRead }]
