import { preferences } from '../../lib/storage.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'

const KEY = 'tellRead'
const kept = () => preferences.get<unknown>(KEY) !== false

/** Whether contacts are told what was read here; kept by this browser for every account. */
export const tellingModel = defineModel('telling', () => {
  const isOn = new Value(kept())
  // Another tab chose.
  addEventListener('storage', () => isOn.set(kept()))
  return {
    isOn,
    choose(next: boolean): void {
      preferences.set(KEY, next)
      isOn.set(next)
    },
  }
})
