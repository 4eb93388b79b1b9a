import { act, createEvent, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { LAB } from '../features/muc/testRoom.ts'
import { box, openComposer as open, type } from './testComposer.tsx'

beforeEach(() => sessionStorage.clear())

test('the list is walked and chosen from by keyboard, and put away; the field names what is active', async () => {
  const { sent } = open()
  await type('/de')
  const list = await screen.findByRole('listbox', { name: 'Commands' })
  expect(box().getAttribute('aria-controls')).toBe(list.id)
  const active = () => document.getElementById(box().getAttribute('aria-activedescendant') ?? '')?.textContent
  expect(active()).toContain('/deop')
  expect(screen.getByText('2 suggestions')).toBeDefined()
  await userEvent.keyboard('{ArrowDown}')
  expect(active()).toContain('/devoice')
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('listbox')).toBeNull()
  expect([box().value, box().getAttribute('aria-activedescendant')]).toEqual(['/de', null])
  await userEvent.type(box(), 'v{Enter}')
  expect(box().value).toBe('/devoice ')
  await screen.findByRole('listbox', { name: 'People' })
  await userEvent.keyboard('{Tab}')
  expect(box().value).toBe('/devoice Marty ')
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(sent('xmpp.muc.role.set')).toMatchObject([{ nick: 'Marty', role: 'visitor' }]))
})

test('Tab writes the beginning of a nick out, and goes on where nothing begins like that', async () => {
  open()
  await type('Hid')
  await userEvent.keyboard('{Tab}')
  await waitFor(() => expect(box().value).toBe('Hidden: '))
  await type('xyz')
  await userEvent.keyboard('{Tab}')
  await waitFor(() => expect(document.activeElement).not.toBe(box()))
})

test('whoever spoke last is offered first', async () => {
  const { gateway } = open()
  act(() =>
    gateway.event('xmpp.muc.message', { room: LAB, nick: 'Marty McFly', private: false, content: 'Doc?' }),
  )
  await type('@mar')
  const options = await screen.findAllByRole('option')
  expect(options.map((each) => each.textContent)).toEqual(['Marty McFly', 'Marty'])
})

test('a name that was typed in full needs no choosing: Enter does what the line says', async () => {
  const { sent } = open()
  await type('/devoice marty mcfly')
  await screen.findByRole('option', { name: 'Marty McFly' })
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(sent('xmpp.muc.role.set')).toMatchObject([{ nick: 'Marty McFly' }]))
})

test('an input method keeps its keys, and its word is not searched for before it is whole', async () => {
  open()
  await type('@')
  await screen.findByRole('listbox', { name: 'People' })
  fireEvent.compositionStart(box())
  expect(screen.queryByRole('listbox')).toBeNull()
  const enter = createEvent.keyDown(box(), { key: 'Enter', isComposing: true })
  fireEvent(box(), enter)
  expect([enter.defaultPrevented, box().value]).toEqual([false, '@'])
  fireEvent.compositionEnd(box())
  expect(await screen.findByRole('listbox', { name: 'People' })).toBeDefined()
})

test('what is typed next goes behind what was chosen, however soon it is typed', async () => {
  open()
  await type(' there')
  box().setSelectionRange(0, 0)
  await userEvent.keyboard('@hid')
  await screen.findByRole('option', { name: 'Hidden' })
  fireEvent.keyDown(box(), { key: 'Enter' })
  expect(box().value).toMatch(/^Hidden.* there$/)
  expect(box().value.slice(box().selectionStart)).toBe(' there')
})

test('a press chooses as well, and the field keeps the focus', async () => {
  open()
  await type('Hi @hid')
  await userEvent.click(await screen.findByRole('option', { name: 'Hidden' }))
  await waitFor(() => expect(box().value).toBe('Hi Hidden '))
  await waitFor(() => expect(document.activeElement).toBe(box()))
})
