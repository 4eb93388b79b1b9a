import { lazily } from '../../lib/lazily.tsx'

// Parts that a conversation does without until they are asked for.
export const EntryPage = lazily(
  () => import('./components/EntryPage.tsx').then((module) => module.EntryPage),
  'muc',
)
export const OutsideNotice = lazily(
  () => import('./components/OutsideNotice.tsx').then((module) => module.OutsideNotice),
  'muc',
)
export const NickDialog = lazily(
  () => import('./components/NickDialog.tsx').then((module) => module.NickDialog),
  'muc',
)
export const RoomInfoDialog = lazily(
  () => import('./components/RoomInfoDialog.tsx').then((module) => module.RoomInfoDialog),
  'muc',
)
export const SubjectsDialog = lazily(
  () => import('./components/SubjectsDialog.tsx').then((module) => module.SubjectsDialog),
  'muc',
)
