import { lazily } from '../../lib/lazily.tsx'
import type { SlotEntry } from '../../lib/slots.tsx'

const AvatarEditor = lazily(
  () => import('./components/AvatarEditor.tsx').then((module) => module.AvatarEditor),
  'avatar',
)

export const avatarSlots: SlotEntry[] = [{ slot: 'ownProfile', id: 'avatar', component: AvatarEditor }]
