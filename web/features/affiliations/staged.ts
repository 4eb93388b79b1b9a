import type { ProtocolError } from '#protocol/define.ts'
import type { Affiliation } from '#protocol/occupants.ts'

/** What somebody is to become. */
export interface Wish {
  readonly jid: string
  readonly to: Affiliation
  readonly reason?: string
  /** All that they said goes with them. */
  readonly removes?: boolean
}

/** A change that waits to be applied. It is kept until the room accepted it, or somebody takes it back. */
export interface Staged {
  readonly jid: string
  /** What they were when it was staged, and why. */
  readonly from: Affiliation
  readonly fromReason?: string
  readonly to: Affiliation
  readonly reason: string
  readonly removes?: boolean
  /** Why the room did not take it. */
  readonly error?: ProtocolError
}

/** What goes to the room for one of them, and how to take it back. */
export interface Change {
  readonly jid: string
  readonly affiliation: Affiliation
  readonly reason?: string
  readonly from: Affiliation
  readonly fromReason?: string
}

/** The same backwards, with the reason that stood there before; the last made is taken back first. */
export function inverseOf(changes: readonly Change[]): Change[] {
  return changes
    .map(({ jid, affiliation, reason, from, fromReason }) => ({
      jid,
      affiliation: from,
      from: affiliation,
      ...(fromReason ? { reason: fromReason } : {}),
      ...(reason ? { fromReason: reason } : {}),
    }))
    .reverse()
}

/** Many changes on their way. */
export interface Run {
  readonly id: string
  readonly kind: 'apply' | 'undo'
  /** Begun before a reload, or in another tab: the name of its one batch, and what the gateway counts. */
  readonly isFound?: true
  readonly total: number
  readonly settled: number
  readonly failed: number
  /** `waiting`: the way to the server is broken, and it goes on by itself. `stopped`: nothing more goes out. */
  readonly state: 'running' | 'waiting' | 'done' | 'cancelled' | 'stopped'
  readonly error?: ProtocolError
}

export interface Undo {
  /** Milliseconds since 1970. */
  readonly until: number
  readonly changes: readonly Change[]
}
