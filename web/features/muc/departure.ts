import type { Occupant } from '#protocol/occupants.ts'

/** How one came to be out of a room, other than by leaving it. */
export interface Departure {
  readonly how: 'kicked' | 'banned' | 'demoted' | 'members-only' | 'shutdown' | 'error' | 'destroyed'
  readonly actor?: string
  readonly reason?: string
  /** A room to go to instead, and what opens it where the owner said so. */
  readonly alternative?: string
  readonly password?: string
}

export type Leaving = Occupant & Pick<Departure, 'alternative' | 'password'>

// XEP-0045 §15.6.2
const HOW: readonly [number, Departure['how']][] = [
  [301, 'banned'],
  [321, 'demoted'],
  [322, 'members-only'],
  [332, 'shutdown'],
  [333, 'error'],
  [307, 'kicked'],
]

/** Undefined when one left of one's own will. */
export function departureOf(occupant: Leaving, isDestroyed: boolean): Departure | undefined {
  const codes = Array.isArray(occupant.status) ? occupant.status : []
  const how = isDestroyed ? 'destroyed' : HOW.find(([code]) => codes.includes(code))?.[1]
  if (!how) return undefined
  const actor = occupant.actor?.nick ?? occupant.actor?.jid
  return {
    how,
    ...(actor ? { actor } : {}),
    ...(occupant.reason ? { reason: occupant.reason } : {}),
    ...(occupant.alternative ? { alternative: occupant.alternative } : {}),
    ...(occupant.password ? { password: occupant.password } : {}),
  }
}
