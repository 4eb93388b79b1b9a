import { lazily } from '../../lib/lazily.tsx'
import type { SlotEntry } from '../../lib/slots.tsx'

const DataForm = lazily(
  () => import('./components/DataForm.tsx').then((module) => module.DataForm),
  'roomConfig',
)

export const roomConfigSlots: SlotEntry[] = [{ slot: 'dataForm', id: 'dataForm', component: DataForm }]
