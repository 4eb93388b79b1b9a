/** Somebody in a room, as `inRoomAs` of `lib/pictures.ts` names them. */
export interface Seat {
  readonly room: string
  readonly nick: string
  /** XEP-0421: nobody else will do. */
  readonly occupantId?: string
}

/** Undefined for a bare JID. */
export function seatOf(whose: string): Seat | undefined {
  const line = whose.indexOf('\n')
  if (line === -1) return undefined
  // A nick may hold slashes, a room's bare address may not.
  const slash = whose.indexOf('/')
  const occupantId = whose.slice(line + 1)
  return {
    room: whose.slice(0, slash),
    nick: whose.slice(slash + 1, line),
    ...(occupantId ? { occupantId } : {}),
  }
}
