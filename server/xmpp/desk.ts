import type { Xmpp } from 'xmpp-ftw'
import { type Claim, matches } from './claims.ts'
import type { Extension } from './extension.ts'
import { type Offered, offersOf, presentIn } from './offers.ts'
import { type RoomList, roomsOf } from './rooms.ts'
import type { Element } from './xml.ts'

/** A slice of the protocol, made once for a session. */
export type Part = new () => Extension

interface Offer {
  readonly claim: Claim
  readonly mark: number
  readonly part: Extension
  /** Which of the host's listeners it belongs to. */
  readonly listener: object
}

/** Claims on stanzas of one name, narrowest first, and which of them are whose. */
interface Offers extends Pick<Offered, 'marks'> {
  readonly all: readonly Offer[]
  readonly of: ReadonlyMap<object, readonly number[]>
}

/**
 * What all our extensions in one foreign manager share. XMPP-FTW asks its listeners newest first and knows nothing else;
 * here a stanza reaches the narrowest claim, in whatever order they were added, and one part serves all who need it.
 */
export class Desk {
  readonly #manager: Xmpp
  readonly #rooms: RoomList
  readonly #parts = new Map<Part, { part: Extension; listener: object }>()
  /** By the stanza's name. */
  #offers: ReadonlyMap<string, Offers> | undefined
  #client: unknown
  #stanza: Element | undefined
  /** The offers of its name, and the bits of what it holds. */
  #own: Offers | undefined
  #present = 0
  /** Offers of this stanza that are not made yet begin here. */
  #next = 0
  /** Who was asked last whether it claims this stanza, and its broadest claim that matches; -1 is none. */
  #asked: object | undefined
  #last = -1

  constructor(manager: Xmpp) {
    this.#manager = manager
    this.#rooms = roomsOf(manager)
  }

  /** The parts that are this listener's to begin, in a session that has just come online. */
  begin(listener: object, kinds: readonly Part[]): Extension[] {
    const { client } = this.#manager
    if (this.#client !== client) this.#forget()
    this.#client = client
    for (const kind of kinds) {
      if (this.#parts.has(kind)) continue
      this.#parts.set(kind, { part: new kind(), listener })
      this.#offers = undefined
      this.#stanza = undefined
    }
    return [...this.#parts.values()].flatMap((each) => (each.listener === listener ? [each.part] : []))
  }

  /** Whether one of this listener's own claims matches. */
  claims(listener: object, stanza: Element): boolean {
    return this.#ask(listener, stanza) !== -1
  }

  /** Offers a stanza to all whose claim is narrower than this listener's broadest, whoever they are, and to itself. */
  offer(listener: object, stanza: Element): boolean {
    const last = this.#ask(listener, stanza)
    const offers = this.#own
    while (this.#next <= last) {
      const offer = offers?.all[this.#next++]
      if (offer && (offer.mark & this.#present) !== 0 && this.#isTaken(offer, stanza)) return true
    }
    return false
  }

  #isTaken({ claim, part }: Offer, stanza: Element): boolean {
    try {
      return matches(claim, stanza, this.#rooms) && part.receive(stanza)
    } catch {
      // Another host's manager does not guard its other users against what a stanza does.
      return true
    }
  }

  #ask(listener: object, stanza: Element): number {
    if (this.#stanza !== stanza) this.#look(stanza)
    if (this.#asked === listener) return this.#last
    this.#asked = listener
    this.#last = -1
    const own = this.#own?.of.get(listener)
    for (let each = own ? own.length - 1 : -1; own && each >= 0 && this.#last === -1; each--)
      if (this.#fits(own[each], stanza)) this.#last = own[each] ?? -1
    return this.#last
  }

  #fits(index: number | undefined, stanza: Element): boolean {
    const offer = index === undefined ? undefined : this.#own?.all[index]
    if (!offer || (offer.mark & this.#present) === 0) return false
    try {
      return matches(offer.claim, stanza, this.#rooms)
    } catch {
      return false
    }
  }

  #look(stanza: Element): void {
    this.#offers ??= this.#sorted()
    this.#stanza = stanza
    this.#own = this.#offers.get(stanza.name)
    this.#present = presentIn(stanza, this.#own)
    this.#next = 0
    this.#asked = undefined
  }

  #sorted(): ReadonlyMap<string, Offers> {
    const parts = [...this.#parts]
      .sort(([one], [other]) => rankOf(one) - rankOf(other))
      .map(([, each]) => each)
    const sorted = new Map<string, Offers>()
    for (const [name, { list, marks }] of offersOf(parts.map(({ part }) => part))) {
      const all = list.flatMap(({ claim, mark, owner }) =>
        parts[owner] ? [{ claim, mark, ...parts[owner] }] : [],
      )
      const of = new Map<object, number[]>()
      for (const [index, { listener }] of all.entries())
        of.set(listener, [...(of.get(listener) ?? []), index])
      sorted.set(name, { all, of, marks })
    }
    return sorted
  }

  // Another login on the same socket, perhaps of somebody else: nothing of the one before it may be left.
  #forget(): void {
    this.#parts.clear()
    this.#offers = undefined
    this.#stanza = undefined
    this.#rooms.clear()
  }
}

// Claims of the same weight are offered in the order in which the slices were named first, not in the host's.
const ranks = new Map<Part, number>()

export function rankOf(kind: Part): number {
  const rank = ranks.get(kind) ?? ranks.size
  ranks.set(kind, rank)
  return rank
}

const desks = new WeakMap<object, Desk>()

/** The desk of a manager. */
export function deskOf(manager: Xmpp): Desk {
  let desk = desks.get(manager)
  if (desk === undefined) {
    desk = new Desk(manager)
    desks.set(manager, desk)
  }
  return desk
}
