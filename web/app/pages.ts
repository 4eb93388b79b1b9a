import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

function page<P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await load() }))
}

// What most visits never open comes when it is asked for; conversations are here from the start.
export const AddContactPage = page(() =>
  import('../features/roster/components/AddContactPage.tsx').then((module) => module.AddContactPage),
)
export const CreateRoomPage = page(() =>
  import('../features/roomConfig/components/CreateRoomPage.tsx').then((module) => module.CreateRoomPage),
)
export const JoinPage = page(() =>
  import('../features/muc/components/JoinPage.tsx').then((module) => module.JoinPage),
)
export const RequestsPage = page(() =>
  import('../features/presence/components/RequestsPage.tsx').then((module) => module.RequestsPage),
)
export const RoomSettingsPage = page(() =>
  import('../features/roomConfig/components/RoomSettingsPage.tsx').then((module) => module.RoomSettingsPage),
)
export const SettingsPage = page(() =>
  import('../features/appearance/components/SettingsPage.tsx').then((module) => module.SettingsPage),
)
