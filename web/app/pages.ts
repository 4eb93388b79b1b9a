import { lazily } from '../lib/lazily.tsx'

// What most visits never open comes when it is asked for; conversations are here from the start.
export const AddContactPage = lazily(() =>
  import('../features/roster/components/AddContactPage.tsx').then((module) => module.AddContactPage),
)
export const CreateRoomPage = lazily(() =>
  import('../features/roomConfig/components/CreateRoomPage.tsx').then((module) => module.CreateRoomPage),
)
export const JoinPage = lazily(() =>
  import('../features/muc/components/JoinPage.tsx').then((module) => module.JoinPage),
)
export const RequestsPage = lazily(() =>
  import('../features/presence/components/RequestsPage.tsx').then((module) => module.RequestsPage),
)
export const RoomSettingsPage = lazily(() =>
  import('../features/roomConfig/components/RoomSettingsPage.tsx').then((module) => module.RoomSettingsPage),
)
export const SettingsPage = lazily(() =>
  import('../features/appearance/components/SettingsPage.tsx').then((module) => module.SettingsPage),
)
