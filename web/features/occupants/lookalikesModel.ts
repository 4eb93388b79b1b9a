import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'
import type { Lookalike } from './lookalikes.ts'

/** Who in a room can be taken for somebody else, by nick. What they said stays marked when they are gone. */
export const lookalikesModel = defineModel('lookalikes', () => {
  const rooms = new Map<string, Collection<string, Lookalike>>()
  return {
    of(room: string): Collection<string, Lookalike> {
      const marks = rooms.get(room) ?? new Collection<string, Lookalike>()
      rooms.set(room, marks)
      return marks
    },
  }
})
