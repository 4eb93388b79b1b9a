import { useState } from 'react'
import { sentence } from '../../lib/sentence.ts'
import type { Collection } from '../../store/collection.ts'
import { useDerived, useModel, useRow, useValue } from '../../store/react.ts'
import type { MenuItem } from '../../ui/menuItem.ts'
import { useOwnJid, useReady } from '../session/hooks.ts'
import { rosterCommands } from './commands.ts'
import { type Contact, type ContactQuestion, rosterModel } from './model.ts'

export function useRosterCommands() {
  return useModel(rosterCommands)
}

export function useContact(jid: string): Contact | undefined {
  return useRow(useModel(rosterModel).contacts, jid)
}

export function useIsStranger(jid: string): boolean {
  const roster = useModel(rosterModel)
  useRow(roster.contacts, jid)
  useOwnJid()
  useReady()
  return roster.isStranger(jid)
}

/** What to call somebody, and it follows the roster. */
export function useNameOf(jid: string): string {
  const roster = useModel(rosterModel)
  useRow(roster.contacts, jid)
  return roster.nameOf(jid)
}

const allContacts = (contacts: Collection<string, Contact>) => [...contacts.values()]

/** Every contact; a new array only when one of them changed. */
export function useContacts(): Contact[] {
  return useDerived(useModel(rosterModel).contacts, allContacts)
}

const allGroups = (contacts: Collection<string, Contact>) =>
  [...new Set([...contacts.values()].flatMap((contact) => contact.groups))].sort()
const sameList = (a: string[], b: string[]) => a.length === b.length && a.every((item, i) => item === b[i])

export function useGroups(): string[] {
  return useDerived(useModel(rosterModel).contacts, allGroups, sameList)
}

/** The question about a contact that is open now. */
export function useContactQuestion(): ContactQuestion | undefined {
  return useValue(useModel(rosterModel).question)
}

/** Opens, or closes, a question about a contact from wherever they are named. */
export function useAskAboutContact(): (question: ContactQuestion | undefined) => void {
  return useModel(rosterModel).ask
}

/** Items of other slices for a person's menu; asked when it opens. */
export function usePersonActions(jid: string): () => readonly MenuItem[] {
  const { personActions } = useModel(rosterModel)
  return () => {
    const items = [...personActions].flatMap((actionsFor) => actionsFor(jid))
    // They came in any order; what takes something away stands last.
    return items.sort((a, b) => Number('tone' in a) - Number('tone' in b))
  }
}

/** Adds somebody at the press of a button, and says why when it did not work. */
export function useAdding(jid: string) {
  const { add } = useRosterCommands()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>()
  return {
    busy,
    error,
    async start() {
      setBusy(true)
      setError(undefined)
      const result = await add(jid, '', [])
      setBusy(false)
      if (!result.ok) setError(sentence(result.error, 'roster'))
    },
  }
}
