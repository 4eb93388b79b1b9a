import type { SlotEntry } from '../../lib/slots.tsx'
import { ShareRoot } from './components/ShareRoot.tsx'

export const sharingSlots: SlotEntry[] = [{ slot: 'root', id: 'share', component: ShareRoot }]
