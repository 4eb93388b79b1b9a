import { useEffect, useMemo } from 'react'
import type { Named } from '../../lib/named.ts'
import type { Collection } from '../../store/collection.ts'
import { useDerived, useModel, useRow, useValue } from '../../store/react.ts'
import { type Asked, askingModel } from './asking.ts'
import { occupantsCommands } from './commands.ts'
import type { Lookalike } from './lookalikes.ts'
import { lookalikesModel } from './lookalikesModel.ts'
import { occupantsModel, type Person } from './model.ts'

const everybody = (people: Collection<string, Person>) => [...people.values()]
const count = (people: Collection<string, Person>) => people.size
const self = (people: Collection<string, Person>) => {
  for (const person of people.values()) if (person.self) return person
  return undefined
}

export function usePerson(room: string, nick: string): Person | undefined {
  return useRow(useModel(occupantsModel).of(room), nick)
}

export function usePeople(room: string): Person[] {
  return useDerived(useModel(occupantsModel).of(room), everybody)
}

export function usePeopleCount(room: string): number {
  return useDerived(useModel(occupantsModel).of(room), count)
}

/** Oneself in the room. */
export function useSelf(room: string): Person | undefined {
  return useDerived(useModel(occupantsModel).of(room), self)
}

const hasHidden = (people: Collection<string, Person>) => {
  for (const person of people.values()) if (person.jid === undefined) return true
  return false
}

/** A moderator is told everybody's address: where some are missing, they are asked for. */
export function useAddresses(room: string): void {
  const { learnAddresses } = useModel(occupantsCommands)
  const isModerator = useSelf(room)?.role === 'moderator'
  const isMissing = useDerived(useModel(occupantsModel).of(room), hasHidden)
  useEffect(() => {
    if (isModerator && isMissing) void learnAddresses(room)
  }, [isModerator, isMissing, learnAddresses, room])
}

/** Whether a change of this person is on its way, by their nick or their address. */
export function usePending(room: string, nick: string, jid: string | undefined): boolean {
  const { pending } = useModel(occupantsCommands)
  const byNick = useRow(pending, `${room}/${nick}`)
  const byAddress = useRow(pending, `${room}/${jid ?? ''}`)
  return byNick ?? byAddress ?? false
}

export const useOccupantsCommands = () => useModel(occupantsCommands)

/** The question about somebody that was raised away from the list of people. */
export function useAsked(): Asked | undefined {
  return useValue(useModel(askingModel).asked)
}

/** Whom a message in the room may name; it is asked about, and wakes nobody when somebody comes or goes. */
export function useNamed(room: string, self: string): Named {
  const people = useModel(occupantsModel).of(room)
  return useMemo(() => ({ self, isNick: (nick: string) => people.has(nick) }), [people, self])
}

/** Whom somebody can be taken for, once that is known. */
export function useLookalike(room: string, nick: string): Lookalike | undefined {
  return useRow(useModel(lookalikesModel).of(room), nick)
}
