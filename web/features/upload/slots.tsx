import type { ComponentType } from 'react'
import { keepsFiles } from '../../lib/files.ts'
import { lazily } from '../../lib/lazily.tsx'
import type { SlotEntry, SlotProps } from '../../lib/slots.tsx'
import { AttachButton } from './components/AttachButton.tsx'

const UploadTray = lazily(
  () => import('./components/UploadTray.tsx').then((module) => module.UploadTray),
  'upload',
)
const Tray: ComponentType<SlotProps['aboveComposer']> = (props) =>
  keepsFiles() ? <UploadTray {...props} /> : null
const FileBody = lazily(() => import('./components/FileBody.tsx').then((module) => module.FileBody), 'upload')

export const uploadSlots: SlotEntry[] = [
  { slot: 'composerTool', id: 'attach', component: AttachButton },
  { slot: 'aboveComposer', id: 'uploads', component: Tray },
  { slot: 'sentFile', id: 'file', component: FileBody },
]
