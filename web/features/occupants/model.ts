import { bareJid } from '#protocol/jid.ts'
import type { Affiliation, Occupant, Role } from '#protocol/occupants.ts'
import { Affiliation as AffiliationSchema, Role as RoleSchema } from '#protocol/occupants.ts'
import type { Show } from '#protocol/presence.ts'
import { inRoom } from '../../lib/conversation.ts'
import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'
import { timelineModel } from '../timeline/model.ts'
import { noticeOf } from './notices.ts'

/** Somebody in a room. */
export interface Person {
  readonly nick: string
  readonly affiliation: Affiliation
  readonly role: Role
  /** Their bare JID, where the room shows it to us. */
  readonly jid?: string
  readonly self: boolean
  readonly show?: Show
  readonly status?: string
  readonly occupantId?: string
  /** XEP-0153: the SHA-1 of the photo in their vCard. */
  readonly photo?: string
}

type AffiliationListener = (occupant: Occupant, before: Person) => void

/** Who is in each room. One collection per room, so that a crowd next door wakes nobody here. */
export const occupantsModel = defineModel('occupants', (use) => {
  const timeline = use(timelineModel)
  const rooms = new Map<string, Collection<string, Person>>()
  /** Rooms whose first list is complete: what follows is news. */
  const settled = new Set<string>()
  const listeners = new Set<AffiliationListener>()
  const learners = new Set<(room: string, nick: string) => void>()

  function of(room: string): Collection<string, Person> {
    let people = rooms.get(room)
    if (!people) {
      people = new Collection()
      rooms.set(room, people)
    }
    return people
  }

  /** Who leaves tells it as well: whoever was banned, or lost their membership, is gone with that word. */
  function compare(before: Person | undefined, occupant: Occupant): void {
    const { affiliation } = occupant
    if (!before || affiliation === undefined || affiliation === before.affiliation) return
    for (const listener of listeners) listener(occupant, before)
  }

  function arrived(occupant: Occupant, nick: string): void {
    const people = of(occupant.room)
    const before = people.get(nick)
    const person = personOf(occupant, nick)
    people.set(nick, person)
    if (occupant.self) settled.add(occupant.room)
    else if (!settled.has(occupant.room)) return
    compare(before, occupant)
    const notice = before && noticeOf(before, person, occupant)
    if (notice) timeline.notice(inRoom(occupant.room), notice)
  }

  function left(occupant: Occupant, nick: string): void {
    const people = of(occupant.room)
    const before = people.get(nick)
    people.delete(nick)
    if (settled.has(occupant.room)) compare(before, occupant)
    // A new nick arrives with a presence of its own.
    if (occupant.self && occupant.oldNick === undefined) {
      people.clear()
      settled.delete(occupant.room)
      return
    }
    const notice = before && settled.has(occupant.room) && noticeOf(before, undefined, occupant)
    if (notice) timeline.notice(inRoom(occupant.room), notice)
  }

  const reducers: Reducers = {
    'xmpp.muc.roster': (occupant) => {
      const nick = occupant.present ? occupant.nick : (occupant.oldNick ?? occupant.nick)
      if (nick === undefined) return
      if (occupant.present) arrived(occupant, nick)
      else left(occupant, nick)
    },
    'xmpp.muc.destroy': ({ room, self }) => {
      if (self) of(room).clear()
    },
  }

  return {
    of,
    reducers,
    /** Hears of every new affiliation of somebody who is here, or leaves with it. */
    onAffiliation: (listener: AffiliationListener) => void listeners.add(listener),
    onLearn: (learner: (room: string, nick: string) => void) => void learners.add(learner),
    /** Whose address was hidden before, and is told now. */
    learn(room: string, nick: string, jid: string): void {
      of(room).update(nick, (person) => ({ ...person, jid }))
      for (const hear of learners) hear(room, nick)
    },
    reset() {
      for (const people of rooms.values()) people.clear()
      settled.clear()
    },
    self: (room: string): Person | undefined => [...of(room).values()].find((person) => person.self),
  }
})

function personOf(occupant: Occupant, nick: string): Person {
  const affiliation = AffiliationSchema.safeParse(occupant.affiliation)
  const role = RoleSchema.safeParse(occupant.role)
  return {
    nick,
    affiliation: affiliation.success ? affiliation.data : 'none',
    role: role.success ? role.data : 'participant',
    self: occupant.self === true,
    ...(occupant.jid ? { jid: bareJid(occupant.jid) } : {}),
    ...(occupant.show ? { show: occupant.show } : {}),
    ...(occupant.statusText ? { status: occupant.statusText } : {}),
    ...(occupant.occupantId ? { occupantId: occupant.occupantId } : {}),
    ...(occupant.photo ? { photo: occupant.photo } : {}),
  }
}
