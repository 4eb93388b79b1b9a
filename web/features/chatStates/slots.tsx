import type { SlotEntry } from '../../lib/slots.tsx'
import { TypingLine } from './components/TypingLine.tsx'

export const chatStatesSlots: SlotEntry[] = [{ slot: 'aboveComposer', id: 'typing', component: TypingLine }]
