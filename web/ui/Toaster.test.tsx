import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { dismissToast, shownToasts, toast } from '../lib/toasts.ts'
import { Toaster } from './Toaster.tsx'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  for (const each of shownToasts()) dismissToast(each.id)
  vi.useRealTimers()
})

const say = (text: string, action?: () => void) =>
  act(() => {
    toast({ text, action: action && { label: 'Undo', perform: action } })
  })
const wait = (seconds: number) => act(() => vi.advanceTimersByTime(seconds * 1000))

it('a toast is read politely, from a region that was there before', () => {
  render(<Toaster />)
  const status = screen.getByRole('status')
  say('Biff is banned.')
  expect(status.textContent).toContain('Biff is banned.')
  expect(status.closest('[aria-label]')?.getAttribute('aria-label')).toBe('Notices')
})

it('a toast goes after a while, but not under the pointer', () => {
  render(<Toaster />)
  say('Saved.')
  const region = screen.getByRole('region', { name: 'Notices' })
  fireEvent.pointerEnter(region)
  wait(60)
  expect(screen.queryByText('Saved.')).not.toBeNull()
  fireEvent.pointerLeave(region)
  wait(6)
  expect(screen.queryByText('Saved.')).toBeNull()
})

it('the action of a toast is done once, and the toast goes', () => {
  const undo = vi.fn()
  render(<Toaster />)
  say('Removed.', undo)
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(undo).toHaveBeenCalledOnce()
  expect(screen.queryByText('Removed.')).toBeNull()
})

it('three at most are shown, and no text twice', () => {
  render(<Toaster />)
  for (const text of ['a', 'b', 'b', 'c', 'd']) say(text)
  expect(shownToasts().map((each) => each.text)).toEqual(['b', 'c', 'd'])
})
