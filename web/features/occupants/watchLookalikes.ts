import { skeletons } from '../../lib/skeleton.ts'
import { batch } from '../../store/batch.ts'
import type { Collection } from '../../store/collection.ts'
import type { Contact } from '../roster/model.ts'
import { type Lookalike, lookalikes } from './lookalikes.ts'
import type { Person } from './model.ts'

/** A crowd that comes in is looked at as one. */
const PAUSE_MS = 300
const MAX_REMEMBERED = 20_000

const known = new Map<string, readonly string[]>()
function skeletonsOf(name: string): readonly string[] {
  const before = known.get(name)
  if (before) return before
  if (known.size >= MAX_REMEMBERED) known.clear()
  const fresh = skeletons(name)
  known.set(name, fresh)
  return fresh
}

/** Keeps the marks of a room up to date until it is told to stop. */
export function watchLookalikes(
  people: Collection<string, Person>,
  contacts: Collection<string, Contact>,
  marks: Collection<string, Lookalike>,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined

  function look(): void {
    timer = undefined
    const found = lookalikes(people.values(), contacts.values(), skeletonsOf)
    batch(() => {
      for (const [nick, mark] of found) {
        const before = marks.get(nick)
        if (before?.like !== mark.like || before.as !== mark.as) marks.set(nick, mark)
      }
      for (const nick of marks.keys()) if (people.has(nick) && !found.has(nick)) marks.delete(nick)
    })
  }
  const later = () => {
    timer ??= setTimeout(look, PAUSE_MS)
  }

  look()
  const stops = [people.subscribeAny(later), contacts.subscribeAny(later)]
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}
