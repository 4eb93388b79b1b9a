import { render, screen } from '@testing-library/react'
import { Component, type ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { lazily, PartMissing } from './lazily.tsx'

const Hello = ({ name }: { name: string }) => <p>Hello {name}</p>

test('the code is asked for when the part is shown, and once', async () => {
  const load = vi.fn(async () => Hello)
  const Part = lazily(load)
  expect(load).not.toHaveBeenCalled()
  const { unmount } = render(<Part name="Doc" />)
  expect(await screen.findByText('Hello Doc')).toBeDefined()
  unmount()
  render(<Part name="Marty" />)
  // Known by now: there from the first paint.
  expect(screen.getByText('Hello Marty')).toBeDefined()
  expect(load).toHaveBeenCalledOnce()
})

test('what was fetched before is there from the first paint', async () => {
  const Part = lazily(async () => Hello)
  Part.preload()
  await Promise.resolve()
  await Promise.resolve()
  render(<Part name="Biff" />)
  expect(screen.getByText('Hello Biff')).toBeDefined()
})

test('code that does not come is a failure of its place, and known as no mistake', async () => {
  const caught: unknown[] = []
  class Boundary extends Component<{ children: ReactNode }, { failed: boolean }> {
    override state = { failed: false }
    static getDerivedStateFromError = () => ({ failed: true })
    override componentDidCatch = (error: unknown) => caught.push(error)
    override render() {
      return this.state.failed ? 'failed' : this.props.children
    }
  }
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const Part = lazily<object>(() => Promise.reject(new Error('gone')))
  render(
    <Boundary>
      <Part />
    </Boundary>,
  )
  expect(await screen.findByText('failed')).toBeDefined()
  expect(caught).toEqual([expect.any(PartMissing)])
  vi.restoreAllMocks()
})
