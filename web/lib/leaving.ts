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
 * Whether a link asks before it leads away: to another site, written by somebody who is not known, or to a name that
 * only looks like letters one knows (IDNA), whoever wrote it.
 */
function asksBefore(href: string, isKnown: boolean): boolean {
  const { protocol, origin, host, hostname } = new URL(href, location.href)
  if (!/^https?:$/u.test(protocol) || origin === location.origin) return false
  const isDisguised = hostname.split('.').some((label) => label.startsWith('xn--'))
  return (isDisguised || !isKnown) && !trusted().includes(host)
}

/** Holds a press on such a link until the person has said so. */
function holdLink(press: Press, href: string, isKnown: boolean): void {
  // The second button opens the browser's menu, and leads nowhere.
  if (press.button > 1 || !asksBefore(href, isKnown)) return
  press.preventDefault()
  want(new URL(href))
}

/** What every link to another site has: a tab that learns nothing of this one, and the question before it. */
export function away(href: string, isKnown: boolean) {
  const hold = (press: Press) => holdLink(press, href, isKnown)
  return { href, target: '_blank', rel: 'noopener noreferrer', onClick: hold, onAuxClick: hold }
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
