import { lazily } from '../../lib/lazily.tsx'
import type { SlotEntry } from '../../lib/slots.tsx'
import { AttachButton } from './components/AttachButton.tsx'
import { DropZone } from './components/DropZone.tsx'

const FileBody = lazily(() => import('./components/FileBody.tsx').then((module) => module.FileBody), 'upload')

export const uploadSlots: SlotEntry[] = [
  { slot: 'composerTool', id: 'attach', component: AttachButton },
  { slot: 'aboveComposer', id: 'uploads', component: DropZone },
  { slot: 'sentFile', id: 'file', component: FileBody },
]
