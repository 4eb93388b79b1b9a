import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createRef } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { LogList, type LogListHandle } from './LogList.tsx'
import { VirtualList } from './VirtualList.tsx'

const keysOf = (count: number) => Array.from({ length: count }, (_, index) => `row ${index}`)
const link = (key: string, tabIndex: 0 | -1) => (
  <a href="#/" tabIndex={tabIndex}>
    {key}
  </a>
)

it('of ten thousand rows a window full is in the document', () => {
  render(<VirtualList keys={keysOf(10_000)} estimate={44} renderRow={link} ariaLabel="People" />)
  const rows = screen.getAllByRole('listitem')
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.length).toBeLessThanOrEqual(60)
  expect(rows[0]?.getAttribute('aria-setsize')).toBe('10000')
})

it('a list as tall as the window has its first rows before it was measured', () => {
  const drawn = (isTall: boolean) =>
    renderToString(
      <VirtualList keys={keysOf(500)} estimate={44} renderRow={link} ariaLabel="People" isTall={isTall} />,
    ).match(/role="listitem"/gu)?.length ?? 0
  expect(drawn(false)).toBe(0)
  expect(drawn(true)).toBeGreaterThanOrEqual(innerHeight / 44)
  expect(drawn(true)).toBeLessThan(60)
})

it('a list is one stop of the Tab key, and arrow keys walk past its headings', async () => {
  const heading = (key: string) => key === 'row 0' || key === 'row 2'
  render(
    <VirtualList
      keys={keysOf(20)}
      estimate={44}
      renderRow={(key, tabIndex) => (heading(key) ? <h3>{key}</h3> : link(key, tabIndex))}
      isPassive={heading}
      ariaLabel="People"
    />,
  )
  await userEvent.tab()
  expect(document.activeElement?.textContent).toBe('row 1')
  await userEvent.keyboard('{ArrowDown}')
  expect(document.activeElement?.textContent).toBe('row 3')
  await userEvent.keyboard('{ArrowUp}')
  expect(document.activeElement?.textContent).toBe('row 1')
  await userEvent.keyboard('{ArrowUp}')
  expect(document.activeElement?.textContent).toBe('row 1')
})

const text = (key: string) => <p>{key}</p>

it('of a long log a window full is in the document, and nothing in it is read out by itself', () => {
  render(
    <LogList
      keys={keysOf(10_000)}
      estimate={40}
      renderRow={text}
      ariaLabel="Messages"
      announcement="Doc: hi"
    />,
  )
  const log = screen.getByRole('log', { name: 'Messages' })
  const rows = log.querySelectorAll('[data-key]')
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.length).toBeLessThanOrEqual(60)
  expect(log.getAttribute('aria-live')).toBe('off')
  expect(screen.getByRole('status').textContent).toBe('Doc: hi')
})

it('a row that did not change is not drawn again when others arrive', () => {
  const draw = vi.fn(text)
  const { rerender } = render(
    <LogList keys={keysOf(8)} estimate={40} renderRow={draw} ariaLabel="Messages" />,
  )
  draw.mockClear()
  rerender(<LogList keys={keysOf(9)} estimate={40} renderRow={draw} ariaLabel="Messages" />)
  expect(draw.mock.calls.map(([key]) => key)).toEqual(['row 8'])
})

it('older rows are asked for once for each oldest row', () => {
  const onReachStart = vi.fn()
  const log = (keys: string[]) => (
    <LogList keys={keys} estimate={40} renderRow={text} ariaLabel="Messages" onReachStart={onReachStart} />
  )
  const { rerender } = render(log(keysOf(5)))
  rerender(log(keysOf(6)))
  expect(onReachStart).toHaveBeenCalledTimes(1)
  rerender(log(['older', ...keysOf(6)]))
  expect(onReachStart).toHaveBeenCalledTimes(2)
})

it('arrow keys walk a log from its newest row, past dividers, and Escape leaves', async () => {
  const ref = createRef<LogListHandle>()
  render(
    <LogList
      ref={ref}
      keys={keysOf(6)}
      estimate={40}
      renderRow={text}
      ariaLabel="Messages"
      isPassive={(key) => key === 'row 4'}
    />,
  )
  const log = screen.getByRole('log')
  log.focus()
  await userEvent.keyboard('{ArrowUp}')
  expect(document.activeElement?.textContent).toBe('row 5')
  await userEvent.keyboard('{ArrowUp}')
  expect(document.activeElement?.textContent).toBe('row 3')
  await userEvent.keyboard('{Home}')
  expect(document.activeElement?.textContent).toBe('row 0')
  await userEvent.keyboard('{Escape}')
  expect(document.activeElement).toBe(log)
  act(() => ref.current?.focusRow('row 2'))
  expect(document.activeElement?.textContent).toBe('row 2')
})
