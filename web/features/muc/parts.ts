import type { ComponentType } from 'react'
import { loadWords } from '../../lib/i18n.ts'
import { type Lazy, lazily } from '../../lib/lazily.tsx'

/** Parts that a conversation does without until they are asked for; their words come with them. */
function later<P extends object>(load: () => Promise<ComponentType<P>>): Lazy<P> {
  return lazily(async () => {
    const [part] = await Promise.all([load(), loadWords('muc')])
    return part
  })
}

export const EntryPage = later(() => import('./components/EntryPage.tsx').then((module) => module.EntryPage))
export const OutsideNotice = later(() =>
  import('./components/OutsideNotice.tsx').then((module) => module.OutsideNotice),
)
export const NickDialog = later(() =>
  import('./components/NickDialog.tsx').then((module) => module.NickDialog),
)
export const RoomInfoDialog = later(() =>
  import('./components/RoomInfoDialog.tsx').then((module) => module.RoomInfoDialog),
)
export const SubjectsDialog = later(() =>
  import('./components/SubjectsDialog.tsx').then((module) => module.SubjectsDialog),
)
