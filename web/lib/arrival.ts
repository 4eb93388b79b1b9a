import { useSyncExternalStore } from 'react'
import { bareOf } from '#protocol/jid.ts'
import { parseFragment } from './roomLink.ts'
import { formatRoute, parseRoute } from './route.ts'

/**
 * What a link brought along, in this page's memory and nowhere else: the address bar and the history lose the password
 * before anything can be made of it, and it outlives the sign-in that may come first.
 */
const passwords = new Map<string, string>()
/** A nick given on the way in: the room is entered with it without another question. */
const nicks = new Map<string, string>()
const listeners = new Set<() => void>()

const key = (room: string) => bareOf(room) ?? room
const wake = () => {
  for (const listener of listeners) listener()
}

function take(): void {
  const link = parseFragment(location.hash)
  if (!location.hash.includes('?')) return
  if (link?.password !== undefined) passwords.set(link.room, link.password)
  history.replaceState(history.state, '', formatRoute(parseRoute(location.hash)))
  wake()
}

/** To be called before anything else reads the address. */
export function watchArrivals(): () => void {
  take()
  addEventListener('hashchange', take)
  return () => removeEventListener('hashchange', take)
}

/** The password that the link to this room brought along. */
export function linkPassword(room: string): string | undefined {
  return passwords.get(key(room))
}

export function useLinkPassword(room: string): string | undefined {
  return useSyncExternalStore(subscribe, () => linkPassword(room))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function forgetLinkPassword(room: string): void {
  if (passwords.delete(key(room))) wake()
}

/** The room is to be entered with this nick as soon as somebody is signed in. */
export function enterAs(room: string, nick: string): void {
  nicks.set(key(room), nick)
}

export function intendedNick(room: string): string | undefined {
  return nicks.get(key(room))
}

/** True once: the wish to enter is fulfilled by who asks. */
export function takeIntent(room: string): boolean {
  return nicks.delete(key(room))
}

/** Somebody else may come to this page next. */
export function forgetArrivals(): void {
  passwords.clear()
  nicks.clear()
  wake()
}
