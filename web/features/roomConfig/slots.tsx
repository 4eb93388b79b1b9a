import { loadWords } from '../../lib/i18n.ts'
import { lazily } from '../../lib/lazily.tsx'
import type { SlotEntry } from '../../lib/slots.tsx'

const DataForm = lazily(async () => {
  const [module] = await Promise.all([import('./components/DataForm.tsx'), loadWords('roomConfig')])
  return module.DataForm
})

export const roomConfigSlots: SlotEntry[] = [{ slot: 'dataForm', id: 'dataForm', component: DataForm }]
