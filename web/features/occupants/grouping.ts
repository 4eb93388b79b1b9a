import type { Role } from '#protocol/occupants.ts'
import type { Person } from './model.ts'

/** One line of the people panel: a heading, or somebody by their nick. */
export type Line = { kind: 'heading'; role: Role; count: number } | { kind: 'person'; nick: string }

const ROLES: readonly Role[] = ['moderator', 'participant', 'visitor']
const RANK = { owner: 0, admin: 1, member: 2, none: 3, outcast: 4 } as const
const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/** Grouped by what they may do now; inside, by rank and then by nick. Headings without people are left out. */
export function grouped(people: readonly Person[], query: string): Line[] {
  const wanted = query.trim().toLowerCase()
  const shown = wanted === '' ? people : people.filter((person) => matches(person, wanted))
  return ROLES.flatMap((role): Line[] => {
    const members = shown.filter((person) => groupOf(person.role) === role)
    if (members.length === 0) return []
    members.sort((a, b) => RANK[a.affiliation] - RANK[b.affiliation] || collator.compare(a.nick, b.nick))
    return [
      { kind: 'heading', role, count: members.length },
      ...members.map(({ nick }) => ({ kind: 'person' as const, nick })),
    ]
  })
}

const groupOf = (role: Role): Role => (role === 'none' ? 'visitor' : role)

function matches(person: Person, wanted: string): boolean {
  return person.nick.toLowerCase().includes(wanted) || (person.jid?.includes(wanted) ?? false)
}
