import { lazily } from '../../lib/lazily.tsx'
import type { SlotEntry } from '../../lib/slots.tsx'

const AskVoice = lazily(() => import('./components/AskVoice.tsx').then((module) => module.AskVoice), 'voice')
const VoiceQueue = lazily(
  () => import('./components/VoiceQueue.tsx').then((module) => module.VoiceQueue),
  'voice',
)

export const voiceSlots: SlotEntry[] = [
  { slot: 'aboveComposer', id: 'voiceQueue', component: VoiceQueue, only: 'room' },
  { slot: 'aboveComposer', id: 'askVoice', component: AskVoice, only: 'room' },
]
