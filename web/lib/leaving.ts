import { preferences } from './storage.ts'

const KEY = 'leaving'
/** Hosts that nobody is asked about again. */
const KEPT = 300

let wanted: URL | undefined
const listeners = new Set<() => void>()

function want(url: URL | undefined): void {
  wanted = url
  for (const listener of listeners) listener()
}

/** A press on a link, with whichever button or key. */
interface Press {
  readonly button: number
  preventDefault(): void
}

const trusted = (): string[] => {
  const kept = preferences.get<unknown>(KEY)
  return Array.isArray(kept) ? kept.filter((host) => typeof host === 'string') : []
}

/**
 * Whether a link asks before it leads away: to another site, written by somebody who is no contact, or to a name that
 * only looks like letters one knows (IDNA), whoever wrote it.
 */
export function asksBefore(href: string, isByContact: boolean): boolean {
  const { protocol, origin, host, hostname } = new URL(href, location.href)
  if (!/^https?:$/u.test(protocol) || origin === location.origin) return false
  const isDisguised = hostname.split('.').some((label) => label.startsWith('xn--'))
  return (isDisguised || !isByContact) && !trusted().includes(host)
}

/** Holds a press on such a link until the person has said so. */
export function holdLink(press: Press, href: string, isByContact: boolean): void {
  // The second button opens the browser's menu, and leads nowhere.
  if (press.button > 1 || !asksBefore(href, isByContact)) return
  press.preventDefault()
  want(new URL(href))
}

export const wantedLink = (): URL | undefined => wanted
export function onWantedLink(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const stay = (): void => want(undefined)

/** Goes there, in a tab that learns nothing of this one. */
export function goThere({ href, host }: URL, isTrusted: boolean): void {
  if (isTrusted) preferences.set(KEY, [...trusted().filter((each) => each !== host), host].slice(-KEPT))
  want(undefined)
  window.open(href, '_blank', 'noopener,noreferrer')
}
