import { lazily } from '../../lib/lazily.tsx'
import type { SlotEntry } from '../../lib/slots.tsx'
import { BlockedNotice } from './components/BlockedNotice.tsx'
import { BlockRoot } from './components/BlockRoot.tsx'

const BlockButton = lazily(
  () => import('./components/BlockButton.tsx').then((module) => module.BlockButton),
  'blocking',
)

export const blockingSlots: SlotEntry[] = [
  { slot: 'conversationNotice', id: 'blocked', component: BlockedNotice },
  { slot: 'strangerTool', id: 'block', component: BlockButton },
  { slot: 'root', id: 'block', component: BlockRoot },
]
