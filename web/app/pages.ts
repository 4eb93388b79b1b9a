import type { ComponentType } from 'react'
import { loadWords } from '../lib/i18n.ts'
import { lazily } from '../lib/lazily.tsx'
import { parseRoute } from '../lib/route.ts'

/** Code and words of a page that most visits never open; both come when it is asked for. */
function withWords<P extends object>(slice: string, load: () => Promise<ComponentType<P>>) {
  return lazily(async () => {
    const [page] = await Promise.all([load(), loadWords(slice)])
    return page
  })
}

export const AddContactPage = lazily(() =>
  import('../features/roster/components/AddContactPage.tsx').then((module) => module.AddContactPage),
)
export const ContactCard = lazily(() =>
  import('../features/roster/components/ContactCard.tsx').then((module) => module.ContactCard),
)
export const AffiliationsPage = withWords('affiliations', () =>
  import('../features/affiliations/components/AffiliationsPage.tsx').then(
    (module) => module.AffiliationsPage,
  ),
)
export const CreateRoomPage = withWords('roomConfig', () =>
  import('../features/roomConfig/components/CreateRoomPage.tsx').then((module) => module.CreateRoomPage),
)
export const JoinPage = withWords('muc', () =>
  import('../features/muc/components/JoinPage.tsx').then((module) => module.JoinPage),
)
export const PrivatePage = withWords('muc', () =>
  import('./PrivatePage.tsx').then((module) => module.PrivatePage),
)
export const RequestsPage = lazily(() =>
  import('../features/presence/components/RequestsPage.tsx').then((module) => module.RequestsPage),
)
export const RoomPage = withWords('muc', () => import('./RoomPage.tsx').then((module) => module.RoomPage))
export const RoomSettingsPage = withWords('roomConfig', () =>
  import('../features/roomConfig/components/RoomSettingsPage.tsx').then((module) => module.RoomSettingsPage),
)
export const SettingsPage = lazily(() =>
  import('../features/appearance/components/SettingsPage.tsx').then((module) => module.SettingsPage),
)

// A conversation between two is here from the start; rooms come right after it, or before it where one is asked for.
const { name } = parseRoute(location.hash)
if (name === 'room' || name === 'private') preloadRooms()

/** Fetches what most visits will open, once the page has nothing better to do. */
export function preloadRooms(): void {
  RoomPage.preload()
  PrivatePage.preload()
}
