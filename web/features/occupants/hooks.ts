import { useEffect } from 'react'
import type { Collection } from '../../store/collection.ts'
import { useDerived, useModel, useRow } from '../../store/react.ts'
import { occupantsCommands } from './commands.ts'
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
