import type { SlotEntry } from '../../lib/slots.tsx'

/** Its pages are routes; it adds nothing to the others. */
export const roomConfigSlots: SlotEntry[] = []
