import { lazily } from '../../lib/lazily.tsx'
import type { SlotEntry } from '../../lib/slots.tsx'

const AccountLinks = lazily(
  () => import('./components/AccountLinks.tsx').then((module) => module.AccountLinks),
  'register',
)

export const registerSlots: SlotEntry[] = [
  { slot: 'settingsSection', id: 'account', component: AccountLinks },
]
