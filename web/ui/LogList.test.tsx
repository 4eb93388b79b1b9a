import { render, screen } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { LogList } from './LogList.tsx'

const ROW = 40
const keysOf = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `row ${from + i}`)
const text = (key: string) => <p>{key}</p>
const told = vi.fn()
const log = (keys: string[]) => (
  <LogList keys={keys} estimate={ROW} renderRow={text} ariaLabel="Messages" onAtEndChange={told} />
)
beforeEach(() => told.mockClear())

/** A log that scrolls as in a browser, where one hears of it a frame later. */
function openLog(keys: string[]) {
  const { rerender } = render(log(keys))
  const element = screen.getByRole('log')
  const height = () => Number.parseFloat((element.firstElementChild as HTMLElement).style.height)
  Object.defineProperty(element, 'scrollHeight', { configurable: true, get: height })
  element.scrollTo = (({ top = 0 }: ScrollToOptions) => {
    element.scrollTop = Math.min(top, height() - element.clientHeight)
  }) as typeof element.scrollTo
  return {
    element,
    heard: () => element.dispatchEvent(new Event('scroll')),
    show: (next: string[]) => rerender(log(next)),
  }
}

it('older rows that come in the very moment in which one scrolls up move nobody', () => {
  const { element, heard, show } = openLog(keysOf(50, 100))
  element.scrollTop = 50 * ROW - 600
  heard()
  // Scrolled, and nobody has heard of it yet.
  element.scrollTop = 0
  show(keysOf(0, 100))
  expect(element.scrollTop).toBe(50 * ROW)
  heard()
  expect(told.mock.calls).toEqual([[false]])
})

it('older rows move nobody who had been scrolling before', () => {
  const { element, heard, show } = openLog(keysOf(50, 100))
  for (const top of [50 * ROW - 600, 400]) {
    element.scrollTop = top
    heard()
  }
  show(keysOf(0, 100))
  expect(element.scrollTop).toBe(50 * ROW + 400)
})

it('older rows move nobody who reads in the middle and scrolls on in that moment', () => {
  const { element, heard, show } = openLog(keysOf(50, 100))
  for (const top of [50 * ROW - 600, 800]) {
    element.scrollTop = top
    heard()
  }
  element.scrollTop = 500
  show(keysOf(0, 100))
  expect(element.scrollTop).toBe(50 * ROW + 500)
})

it('who is at the end stays there when rows change places', () => {
  const keys = keysOf(0, 60)
  const { element, heard, show } = openLog(keys)
  const end = element.scrollHeight - 600
  element.scrollTop = end
  heard()
  told.mockClear()
  // What had come late goes before what had come first.
  show([...keys.slice(0, 10), ...keys.slice(40), ...keys.slice(10, 40)])
  expect(element.scrollTop).toBe(end)
  // Before anything of a long page was drawn, too.
  const more = keysOf(100, 200)
  show([...keys.slice(0, 1), ...more, ...keys.slice(1)])
  show([...more.slice(50), ...keys, ...more.slice(0, 50)])
  expect(element.scrollTop).toBe(end + 100 * ROW)
  heard()
  expect(told).not.toHaveBeenCalled()
})
