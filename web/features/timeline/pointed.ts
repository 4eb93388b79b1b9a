import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'

/** The one message that is pointed at or has the focus: it alone carries its tools. */
export const pointedModel = defineModel('pointed', () => {
  const keys = new Collection<string, true>()
  return {
    keys,
    point(key: string | undefined): void {
      if (key !== undefined && keys.has(key)) return
      keys.clear()
      if (key !== undefined) keys.set(key, true)
    },
  }
})
