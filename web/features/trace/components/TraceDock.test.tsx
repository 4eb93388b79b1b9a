import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { isDockOpen } from '../dock.ts'
import { TraceDock } from './TraceDock.tsx'

afterEach(() => {
  isDockOpen.set(false)
  location.hash = ''
})

const panel = () => screen.queryByRole('region', { name: 'Console' })

test('the keys open the console and close it, and the focus returns where it was', async () => {
  const { gateway } = renderPage(
    <>
      <input aria-label="Message" />
      <TraceDock />
    </>,
  )
  const field = screen.getByRole('textbox', { name: 'Message' })
  field.focus()
  await userEvent.keyboard('{Control>}{Shift>}x{/Shift}{/Control}')
  const heading = await screen.findByRole('heading', { name: 'Console' })
  await waitFor(() => expect(document.activeElement).toBe(heading))
  await userEvent.keyboard('{Control>}{Shift>}X{/Shift}{/Control}')
  expect(panel()).toBeNull()
  expect(document.activeElement).toBe(field)
  // Opened is not watched.
  expect(gateway.sent).toEqual([])
})

test('where the console is the page, it does not open a second time', async () => {
  location.hash = '#/console'
  renderPage(<TraceDock />)
  await userEvent.keyboard('{Control>}{Shift>}x{/Shift}{/Control}')
  await waitFor(() => expect(isDockOpen.get()).toBe(false))
  expect(panel()).toBeNull()
})

test('other keys are left to the browser', async () => {
  renderPage(<TraceDock />)
  await userEvent.keyboard('{Control>}x{/Control}{Shift>}x{/Shift}')
  expect(isDockOpen.get()).toBe(false)
})
