import type { Account } from '../servers/testServer.ts'
import type { MessageLine, Recorder } from './history.ts'

/** A conversation as one of its people has it. */
export type Place =
  | { readonly kind: 'chat'; readonly peer: string }
  | { readonly kind: 'room'; readonly room: string; readonly nick: string }

export interface Part {
  readonly name: string
  readonly account: Account
  /** By the conversation's name. */
  readonly places: ReadonlyMap<string, Place>
  readonly recorder: Recorder
}

/** Somebody who talks, with whatever client. */
export interface Actor {
  readonly name: string
  /** Says it, and notes that it was entered. Throws when there was no way to write it at all. */
  say(conv: string, cid: string): Promise<void>
  /** What can be seen now: each own message's end, and each conversation as it stands there. */
  screen(): Promise<MessageLine[]>
  end(): Promise<void>
}

export function lineOf(actor: string, op: MessageLine['op'], conv: string, cid: string): MessageLine {
  return { t: Date.now(), actor, op, cid, conv }
}

export const placeOf = ({ name, places }: Part, conv: string): Place => {
  const place = places.get(conv)
  if (!place) throw new Error(`${name} is not in ${conv}`)
  return place
}
