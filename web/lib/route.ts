import { useSyncExternalStore } from 'react'

/** The address bar is the state; all of it is in the fragment, so that none of it reaches a server's log. */
export type Route =
  | { name: 'home' }
  | { name: 'chat'; jid: string; panel?: 'card' }
  | { name: 'room'; room: string; panel?: 'people' | 'settings' | 'affiliations' }
  | { name: 'private'; room: string; nick: string }
  | { name: 'join'; room?: string }
  | { name: 'create' }
  | { name: 'add' }
  | { name: 'requests' }
  | { name: 'settings' }
  | { name: 'sessions' }
  | { name: 'console' }
  | { name: 'services'; jid?: string; node?: string }
  | { name: 'commands' | 'search'; jid?: string }
  | { name: 'blocked' }
  | { name: 'profile' | 'account' }

export function parseRoute(hash: string): Route {
  const parts =
    hash
      .replace(/^#?\/?/u, '')
      .split('?')[0]
      ?.split('/')
      .map(decode) ?? []
  const [name, first, second, third] = parts
  if (name === 'chat' && first)
    return second === 'card' ? { name, jid: first, panel: second } : { name, jid: first }
  if (name === 'room' && first) {
    if (second === 'with' && third) return { name: 'private', room: first, nick: third }
    if (second === 'people' || second === 'settings' || second === 'affiliations')
      return { name, room: first, panel: second }
    return { name, room: first }
  }
  if (name === 'join') return first ? { name, room: first } : { name }
  if (name === 'create' || name === 'add' || name === 'requests') return { name }
  if (name === 'settings' || name === 'sessions' || name === 'blocked') return { name }
  if (name === 'console') return { name }
  if (name === 'services' || name === 'commands' || name === 'search')
    return first ? { name, jid: first, ...(second ? { node: second } : {}) } : { name }
  if (name === 'profile' || name === 'account') return { name }
  return { name: 'home' }
}

export function formatRoute(route: Route): string {
  const encode = encodeURIComponent
  switch (route.name) {
    case 'home':
      return '#/'
    case 'chat':
      return `#/chat/${encode(route.jid)}${route.panel ? `/${route.panel}` : ''}`
    case 'room':
      return `#/room/${encode(route.room)}${route.panel ? `/${route.panel}` : ''}`
    case 'private':
      return `#/room/${encode(route.room)}/with/${encode(route.nick)}`
    case 'join':
      return route.room ? `#/join/${encode(route.room)}` : '#/join'
    case 'services':
    case 'commands':
    case 'search': {
      const { name, jid, node } = { node: undefined, ...route }
      return `#/${name}${jid ? `/${encode(jid)}` : ''}${jid && node ? `/${encode(node)}` : ''}`
    }
    default:
      return `#/${route.name}`
  }
}

export function navigate(route: Route): void {
  location.hash = formatRoute(route)
}

/** Goes on from here only for who has stayed: whoever went elsewhere meanwhile is not called back. */
export function fromHere(): (route: Route) => void {
  const { hash } = location
  return (route) => {
    if (location.hash === hash) navigate(route)
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

let lastHash: string | undefined
let lastRoute: Route = { name: 'home' }

function currentRoute(): Route {
  if (location.hash !== lastHash) {
    lastHash = location.hash
    lastRoute = parseRoute(location.hash)
  }
  return lastRoute
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute)
}
