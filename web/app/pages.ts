import { lazily } from '../lib/lazily.tsx'
import { parseRoute } from '../lib/route.ts'

// What most visits never open comes with its words when it is asked for.
const ROOMS = ['muc', 'occupants', 'voice'] as const

export const AccountPage = lazily(
  () => import('../features/register/components/AccountPage.tsx').then((module) => module.AccountPage),
  'register',
)
export const BlockedPage = lazily(
  () => import('../features/blocking/components/BlockedPage.tsx').then((module) => module.BlockedPage),
  'blocking',
)
export const AddContactPage = lazily(
  () => import('../features/roster/components/AddContactPage.tsx').then((module) => module.AddContactPage),
  'roster',
  'contact',
)
export const ContactCard = lazily(
  () => import('../features/roster/components/ContactCard.tsx').then((module) => module.ContactCard),
  'roster',
)
export const ConsolePage = lazily(
  () => import('./ConsolePage.tsx').then((module) => module.ConsolePage),
  'affiliations',
  'muc',
  'occupants',
  'voice',
)
export const CreateRoomPage = lazily(
  () =>
    import('../features/roomConfig/components/CreateRoomPage.tsx').then((module) => module.CreateRoomPage),
  'roomConfig',
)
export const JoinPage = lazily(
  () => import('../features/muc/components/JoinPage.tsx').then((module) => module.JoinPage),
  'muc',
)
export const PrivatePage = lazily(
  () => import('./PrivatePage.tsx').then((module) => module.PrivatePage),
  ...ROOMS,
  'blocking',
)
export const ProfilePage = lazily(
  () => import('../features/vcard/components/ProfilePage.tsx').then((module) => module.ProfilePage),
  'vcard',
  'profile',
)
export const RequestsPage = lazily(
  () => import('../features/presence/components/RequestsPage.tsx').then((module) => module.RequestsPage),
  'presence',
)
export const RoomPage = lazily(() => import('./RoomPage.tsx').then((module) => module.RoomPage), ...ROOMS)
export const RoomSettingsPage = lazily(
  () =>
    import('../features/roomConfig/components/RoomSettingsPage.tsx').then(
      (module) => module.RoomSettingsPage,
    ),
  'roomConfig',
)
export const SessionsPage = lazily(
  () => import('../features/session/components/SessionsPage.tsx').then((module) => module.SessionsPage),
  'session',
)
export const ServicePages = lazily(
  () => import('./ServicePages.tsx').then((module) => module.ServicePages),
  'disco',
  'command',
  'search',
)
export const SettingsPage = lazily(
  () => import('../features/appearance/components/SettingsPage.tsx').then((module) => module.SettingsPage),
  'appearance',
)
export const TracePage = lazily(
  () => import('../features/trace/components/TracePage.tsx').then((module) => module.TracePage),
  'trace',
)

// A conversation between two is here from the start; rooms come right after it, or before it where one is asked for.
const { name } = parseRoute(location.hash)
if (name === 'room' || name === 'private') preloadRooms()

/** Fetches what most visits will open, once the page has nothing better to do. */
export function preloadRooms(): void {
  RoomPage.preload()
  PrivatePage.preload()
}
