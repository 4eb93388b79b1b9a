import { useMemo } from 'react'
import { inRoom } from '../../lib/conversation.ts'
import { useModel } from '../../store/react.ts'
import { useRooms } from '../muc/hooks.ts'
import { mucModel } from '../muc/model.ts'
import { usePeople } from '../occupants/hooks.ts'
import { useContacts } from '../roster/hooks.ts'
import { useEntryKeys } from '../timeline/hooks.ts'
import { timelineModel } from '../timeline/model.ts'
import { useTable } from './hooks.ts'

/** Somebody to pick; without an address where the room hides it. */
export interface Candidate {
  readonly key: string
  readonly name: string
  readonly jid?: string
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base' })

export function useContactCandidates(): readonly Candidate[] {
  const contacts = useContacts()
  return useMemo(
    () =>
      contacts
        .map(({ jid, name }): Candidate => ({ key: jid, jid, name }))
        .sort((a, b) => collator.compare(a.name, b.name)),
    [contacts],
  )
}

/** Who wrote what the page has of the room's history, newest first. Addresses are known of who is, or was, listed. */
export function useAuthorCandidates(room: string): readonly Candidate[] {
  const { entries } = useModel(timelineModel).of(inRoom(room))
  const keys = useEntryKeys(inRoom(room))
  const people = usePeople(room)
  const { rows } = useTable(room)
  return useMemo(() => {
    const byNick = new Map<string, string>()
    const byOccupant = new Map<string, string>()
    for (const { jid, reserved } of rows.values()) if (jid && reserved) byNick.set(reserved, jid)
    for (const { nick, jid, occupantId } of people) {
      if (jid) byNick.set(nick, jid)
      if (jid && occupantId) byOccupant.set(occupantId, jid)
    }
    const found = new Map<string, Candidate>()
    for (const key of [...keys].reverse()) {
      const entry = entries.get(key)
      if (entry?.kind !== 'message' || entry.own || entry.author === '') continue
      // An id says who it was, whatever they are called now; a nick alone may be somebody else's by now.
      const jid = entry.occupantId ? byOccupant.get(entry.occupantId) : byNick.get(entry.author)
      const id = jid ?? `nick:${entry.author}`
      if (!found.has(id)) found.set(id, { key: id, name: entry.author, ...(jid ? { jid } : {}) })
    }
    return [...found.values()]
  }, [entries, keys, people, rows])
}

/** Other rooms in which one may change people, and what they call themselves. */
export function useCopyTargets(room: string): readonly { room: string; name: string | undefined }[] {
  const { infos } = useModel(mucModel)
  return useRooms()
    .filter(
      (each) =>
        each.room !== room &&
        each.state === 'joined' &&
        (each.affiliation === 'owner' || each.affiliation === 'admin'),
    )
    .map((each) => ({ room: each.room, name: infos.get(each.room)?.name }))
}
