import { afterEach, expect, test, vi } from 'vitest'
import { keepPage } from './keepPage.ts'

afterEach(() => void vi.unstubAllGlobals())

test.each([
  [undefined, true],
  [{ hasBeenActive: true }, true],
  [{ hasBeenActive: false }, false],
])('where the browser says %o of what the person did, it asks: %s', (userActivation, isAsked) => {
  vi.stubGlobal('navigator', { userActivation })
  const event = new Event('beforeunload', { cancelable: true })
  keepPage(event)
  expect(event.defaultPrevented).toBe(isAsked)
})
