import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lazily } from './lazily.tsx'
import { Slot, type SlotEntry, SlotsContext } from './slots.tsx'
import { dismissToasts, shownToasts } from './toasts.ts'

beforeEach(() => {
  vi.useFakeTimers()
  // React tells of every caught error itself.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  return () => vi.restoreAllMocks()
})
afterEach(() => {
  cleanup()
  dismissToasts()
  vi.useRealTimers()
})

test('a part whose code does not come leaves the rest alone, says so, and is tried again', async () => {
  let isAway = true
  const Dialog = lazily(async () => {
    if (isAway) throw new TypeError('Failed to fetch')
    return () => <p>Ban Biff</p>
  })
  const slots: SlotEntry[] = [
    { slot: 'root', id: 'late', component: Dialog },
    { slot: 'root', id: 'here', component: () => <p>All else</p> },
  ]
  render(
    <SlotsContext value={slots}>
      <Slot name="root" props={{}} />
    </SlotsContext>,
  )
  await act(async () => vi.advanceTimersByTimeAsync(0))
  expect(screen.getByText('All else')).toBeTruthy()
  expect(shownToasts()).toMatchObject([{ action: { label: 'Reload' } }])
  isAway = false
  await act(async () => vi.advanceTimersByTimeAsync(4000))
  expect(screen.getByText('Ban Biff')).toBeTruthy()
})
