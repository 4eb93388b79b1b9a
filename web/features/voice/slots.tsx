import type { SlotEntry } from '../../lib/slots.tsx'
import { AskVoice } from './components/AskVoice.tsx'
import { VoiceQueue } from './components/VoiceQueue.tsx'

export const voiceSlots: SlotEntry[] = [
  { slot: 'aboveComposer', id: 'voiceQueue', component: VoiceQueue },
  { slot: 'aboveComposer', id: 'askVoice', component: AskVoice },
]
