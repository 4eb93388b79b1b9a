import { lazily } from '../../lib/lazily.tsx'

/** What brings files on their way; its code comes with the first of them. */
export const UploadTray = lazily(
  () => import('./components/UploadTray.tsx').then((module) => module.UploadTray),
  'upload',
)
