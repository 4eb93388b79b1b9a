import { t } from '../../lib/i18n.ts'
import type { Candidate } from '../../lib/slash.ts'
import type { Collection } from '../../store/collection.ts'
import type { Ordered } from '../../store/ordered.ts'
import type { Entry } from '../timeline/entry.ts'
import type { Lookalike } from './lookalikes.ts'
import { lookalikeWords } from './lookalikeWords.ts'
import type { Person } from './model.ts'

/** How far back somebody counts as a recent speaker. */
const RECENT = 300

/** Whom a line may name: whoever spoke last first, the others as they came. */
export function peopleToName(
  people: Collection<string, Person>,
  entries: Pick<Ordered<Entry>, 'get' | 'keys'>,
  marks: Pick<Collection<string, Lookalike>, 'get'>,
): Candidate[] {
  const nicks = new Set<string>()
  for (const key of entries.keys().slice(-RECENT).reverse()) {
    const entry = entries.get(key)
    if (entry?.kind === 'message' && !entry.own && people.has(entry.author)) nicks.add(entry.author)
  }
  for (const nick of people.keys()) nicks.add(nick)
  return [...nicks].flatMap((nick) => {
    const person = people.get(nick)
    if (!person || person.self) return []
    const { affiliation } = person
    const mark = marks.get(nick)
    // Nobody should be named by mistake.
    if (mark) return [{ text: nick, detail: lookalikeWords(mark) }]
    const hasRank = affiliation !== 'none' && affiliation !== 'outcast'
    return [{ text: nick, ...(hasRank ? { detail: t(`occupants:mark.${affiliation}`) } : {}) }]
  })
}
