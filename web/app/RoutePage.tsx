import type { Route } from '../lib/route.ts'
import { ChatPage } from './ChatPage.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { HomePage } from './HomePage.tsx'
import {
  AccountPage,
  AddContactPage,
  BlockedPage,
  ConsolePage,
  CreateRoomPage,
  JoinPage,
  PrivatePage,
  ProfilePage,
  RequestsPage,
  RoomPage,
  RoomSettingsPage,
  ServicePages,
  SessionsPage,
  SettingsPage,
  TracePage,
} from './pages.ts'

/** The page of a route; a failure in one stays there until the next. */
export function RoutePage({ route }: { route: Route }) {
  return <ErrorBoundary key={JSON.stringify({ ...route, panel: undefined })}>{pageOf(route)}</ErrorBoundary>
}

function pageOf(route: Route) {
  switch (route.name) {
    case 'home':
      return <HomePage />
    case 'chat':
      return <ChatPage jid={route.jid} isCardAsked={route.panel === 'card'} />
    case 'room':
      if (route.panel === 'affiliations') return <ConsolePage room={route.room} />
      if (route.panel === 'settings') return <RoomSettingsPage room={route.room} />
      return <RoomPage room={route.room} arePeopleAsked={route.panel === 'people'} />
    case 'private':
      return <PrivatePage room={route.room} nick={route.nick} />
    case 'join':
      return <JoinPage room={route.room} />
    case 'create':
      return <CreateRoomPage />
    case 'add':
      return <AddContactPage />
    case 'requests':
      return <RequestsPage />
    case 'profile':
      return <ProfilePage />
    case 'account':
      return <AccountPage />
    case 'sessions':
      return <SessionsPage />
    case 'services':
    case 'commands':
    case 'search':
      return <ServicePages route={route} />
    case 'blocked':
      return <BlockedPage />
    case 'settings':
      return <SettingsPage />
    case 'console':
      return <TracePage />
    default:
      return route satisfies never
  }
}
