import { useCallback, useSyncExternalStore } from 'react'

/**
 * Pictures of people, by whose they are: a bare JID, or what `inRoomAs` makes of somebody in a room. Faces ask for them
 * by being in sight; the slice `avatar` answers, once its code is here.
 */
const shown = new Map<string, string>()
const readers = new Map<string, Set<() => void>>()
let serve: (whose: string) => void = () => {}

/** Somebody in a room; where it is known which occupant (XEP-0421), nobody else who takes the nick later. */
export const inRoomAs = (room: string, nick: string, occupantId = ''): string =>
  `${room}/${nick}\n${occupantId}`

/** The address of the picture in this page, once there is one. */
export function usePicture(whose: string | undefined): string | undefined {
  const subscribe = useCallback((listener: () => void) => watch(whose, listener), [whose])
  return useSyncExternalStore(subscribe, () => (whose === undefined ? undefined : shown.get(whose)))
}

function watch(whose: string | undefined, listener: () => void): () => void {
  if (whose === undefined) return () => {}
  const before = readers.get(whose)
  const all = before ?? new Set()
  all.add(listener)
  if (!before) {
    readers.set(whose, all)
    serve(whose)
  }
  return () => {
    all.delete(listener)
    if (all.size === 0 && readers.get(whose) === all) readers.delete(whose)
  }
}

/** Whose face is in sight now. */
export const inSight = (): readonly string[] => [...readers.keys()]

export const isInSight = (whose: string): boolean => readers.has(whose)

/** From now on this one is asked for each picture that comes into sight, and at once for those that are. */
export function servePictures(next: (whose: string) => void): void {
  serve = next
  for (const whose of inSight()) next(whose)
}

/** False once somebody else signed in: an answer that comes late is not for them. */
export const isServing = (who: (whose: string) => void): boolean => serve === who

/** Undefined takes it away; then the initials stand there again. */
export function showPicture(whose: string, address: string | undefined): void {
  if (shown.get(whose) === address) return
  if (address === undefined) shown.delete(whose)
  else shown.set(whose, address)
  for (const wake of readers.get(whose) ?? []) wake()
}

/** Whoever signs in next may be somebody else. */
export function forgetPictures(): void {
  serve = () => {}
  for (const address of new Set(shown.values())) URL.revokeObjectURL(address)
  for (const whose of [...shown.keys()]) showPicture(whose, undefined)
}
