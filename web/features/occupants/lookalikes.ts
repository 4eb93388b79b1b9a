import type { Affiliation } from '#protocol/occupants.ts'
import type { Person } from './model.ts'

/** Whom somebody can be taken for, and what that one is. */
export interface Lookalike {
  readonly like: string
  readonly as: 'self' | 'owner' | 'admin' | 'member' | 'first' | 'contact' | 'hiddenContact'
}

type Contact = { readonly jid: string; readonly name: string }
type Skeletons = (name: string) => readonly string[]

const RANK: Readonly<Record<Affiliation, number>> = { owner: 4, admin: 3, member: 2, none: 1, outcast: 0 }
const weight = (person: Person) => (person.self ? 9 : RANK[person.affiliation])

/**
 * Who in a room has a nick that looks like another's there, or like a contact's name. Whoever has a rank is known to
 * the room and is never marked, nor is oneself; of others the one who came later is. `people` stand in the order in
 * which they came. One pass over the people and one over each group of twins, whatever the size of the crowd.
 */
export function lookalikes(
  people: Iterable<Person>,
  contacts: Iterable<Contact>,
  skeletonsOf: Skeletons,
): Map<string, Lookalike> {
  const all = [...people]
  const twins = groupsOf(all, ({ nick }) => nick, skeletonsOf)
  // A stable sort: within a rank the first stays before who came later.
  for (const group of twins.values()) group.sort((a, b) => weight(b) - weight(a))
  const named = groupsOf([...contacts], ({ name }) => name, skeletonsOf)
  const found = new Map<string, Lookalike>()
  for (const person of all) {
    if (person.self || person.affiliation !== 'none') continue
    const keys = skeletonsOf(person.nick)
    const mark = twinOf(person, keys, twins) ?? contactOf(person, keys, named)
    if (mark) found.set(person.nick, mark)
  }
  return found
}

function groupsOf<T>(items: readonly T[], nameOf: (item: T) => string, skeletonsOf: Skeletons) {
  const groups = new Map<string, T[]>()
  for (const item of items)
    for (const key of skeletonsOf(nameOf(item))) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  return groups
}

function twinOf(
  person: Person,
  keys: readonly string[],
  twins: ReadonlyMap<string, readonly Person[]>,
): Lookalike | undefined {
  for (const key of keys) {
    // Whoever stands before them in the group outranks them, or was there first.
    for (const other of twins.get(key) ?? []) {
      if (other === person) break
      if (isSame(person, other)) continue
      return { like: other.nick, as: asOf(other) }
    }
  }
  return undefined
}

function asOf({ self, affiliation }: Person): Lookalike['as'] {
  if (self) return 'self'
  return affiliation === 'owner' || affiliation === 'admin' || affiliation === 'member'
    ? affiliation
    : 'first'
}

// One person may be there more than once, under several nicks.
const isSame = (a: Person, b: Person) =>
  (a.jid !== undefined && a.jid === b.jid) || (a.occupantId !== undefined && a.occupantId === b.occupantId)

function contactOf(
  { nick, jid }: Person,
  keys: readonly string[],
  named: ReadonlyMap<string, readonly Contact[]>,
): Lookalike | undefined {
  const alike = keys.flatMap((key) => named.get(key) ?? [])
  const [contact] = alike
  if (contact === undefined || alike.some((each) => each.jid === jid)) return undefined
  if (jid !== undefined) return { like: contact.name, as: 'contact' }
  // Where addresses are hidden it may well be the contact; who is written with other letters is not.
  const isPlain = alike.some((each) => each.name.toLowerCase() === nick.toLowerCase())
  return isPlain ? undefined : { like: contact.name, as: 'hiddenContact' }
}
