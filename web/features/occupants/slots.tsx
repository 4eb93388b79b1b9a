import type { SlotEntry } from '../../lib/slots.tsx'
import { AskRoot } from './components/AskRoot.tsx'
import { AuthorNote } from './components/AuthorNote.tsx'

export const occupantsSlots: SlotEntry[] = [
  { slot: 'root', id: 'askAboutOccupant', component: AskRoot },
  { slot: 'authorNote', id: 'lookalike', component: AuthorNote },
]
