import { preferences } from '../../lib/storage.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'

const KEY = 'collapsed'

/** Which groups of people are folded away; kept by the browser. */
export const collapsedModel = defineModel('collapsed', () => {
  const kept = preferences.get<unknown>(KEY)
  const groups = new Value<ReadonlySet<string>>(new Set(Array.isArray(kept) ? kept : []))
  return {
    groups,
    toggle(group: string): void {
      const next = new Set(groups.get())
      if (!next.delete(group)) next.add(group)
      groups.set(next)
      preferences.set(KEY, [...next])
    },
  }
})
