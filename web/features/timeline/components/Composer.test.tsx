import { act, createEvent, fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { chatWith } from '../../../lib/conversation.ts'
import { settled, talk, withDoc } from '../testTalk.ts'
import { Composer } from './Composer.tsx'

beforeEach(() => sessionStorage.clear())

function open(props: { refusal?: string; conversation?: string } = {}) {
  const page = talk()
  const composer = (more: object = {}) => (
    <Composer
      conversation={withDoc}
      label="Message to Doc"
      placeholder="Message to Doc"
      {...props}
      {...more}
    />
  )
  const said = () => page.out().flatMap(({ content }) => content ?? [])
  return { ...page, ...renderPage(composer(), page.gateway), composer, said }
}
const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message to Doc' })

test('Enter sends and Shift-Enter breaks the line', async () => {
  const { said } = open()
  await userEvent.type(box(), 'One{Shift>}{Enter}{/Shift}Two{Enter}')
  await act(settled)
  expect(said()).toEqual(['One\nTwo'])
  expect(box().value).toBe('')
})

test('the Enter that ends a word in an input method sends nothing', () => {
  const { said } = open()
  fireEvent.change(box(), { target: { value: 'にほん' } })
  const enter = createEvent.keyDown(box(), { key: 'Enter', isComposing: true })
  fireEvent(box(), enter)
  expect(enter.defaultPrevented).toBe(false)
  fireEvent.keyDown(box(), { key: 'Enter', keyCode: 229 })
  expect(said()).toEqual([])
})

test('where one types with the fingers, Enter breaks the line and the button sends', async () => {
  const media = vi.spyOn(globalThis, 'matchMedia')
  media.mockImplementation(
    (query) => Object.assign(new EventTarget(), { matches: query.includes('coarse') }) as MediaQueryList,
  )
  const { said } = open()
  await userEvent.type(box(), 'One{Enter}Two')
  expect(said()).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: 'Send' }))
  await act(settled)
  expect(said()).toEqual(['One\nTwo'])
  media.mockRestore()
})

test('each conversation keeps its draft', async () => {
  const { rerender, composer } = open()
  await userEvent.type(box(), 'Not sent yet')
  rerender(composer({ conversation: chatWith('biff@hill.example') }))
  expect(box().value).toBe('')
  rerender(composer())
  expect(box().value).toBe('Not sent yet')
})

test('without a connection it says that it will be sent, and takes it', async () => {
  const { session, entries } = open()
  act(() => session.link.set({ state: 'broken' }))
  expect(screen.getByText('It will be sent when you are back.')).toBeDefined()
  await userEvent.type(box(), 'Hello{Enter}')
  expect(entries(withDoc)).toMatchObject([{ text: 'Hello', delivery: 'sending' }])
})

test('where one may not speak it says so, and what was typed stays', async () => {
  const { said } = open({ refusal: 'You have no voice here.' })
  expect(box().placeholder).toBe('You have no voice here.')
  await userEvent.type(box(), 'But I want to{Enter}')
  expect(screen.getByRole('alert').textContent).toBe('You have no voice here.')
  expect([box().value, ...said()]).toEqual(['But I want to'])
})

test('what stood in the way is not said any more when it is gone', async () => {
  const { rerender, composer } = open({ refusal: 'Entering the room again.' })
  await userEvent.type(box(), 'Hello{Enter}')
  expect(screen.getByRole('alert').textContent).toBe('Entering the room again.')
  rerender(composer({ refusal: undefined }))
  expect(screen.queryByRole('alert')).toBeNull()
  expect(box().value).toBe('Hello')
})

test.each([
  ['x'.repeat(16 * 1024 + 1), 'This is too long'],
  ['é'.repeat(8 * 1024 + 1), 'This is too long'],
  ['bell \u0007', 'U+0007'],
  ['half \ud83d', 'U+D83D'],
])('what cannot be carried is refused with a sentence, and nothing is lost (%#)', (text, words) => {
  const { said } = open()
  fireEvent.change(box(), { target: { value: text } })
  fireEvent.keyDown(box(), { key: 'Enter' })
  expect(screen.getByRole('alert').textContent).toContain(words)
  expect(box().value).toBe(text)
  expect(said()).toEqual([])
})

test('nothing is sent when nothing is written', async () => {
  const { said } = open()
  await userEvent.type(box(), '  {Enter}')
  expect(said()).toEqual([])
})

test('ArrowUp in an empty composer corrects the last own message', async () => {
  const { commands, entries, out, proved } = open()
  act(() => commands.say(withDoc, '1.21 jigowatts'))
  await act(proved)
  await userEvent.type(box(), '{ArrowUp}')
  expect(screen.getByText('Correcting your message')).toBeDefined()
  expect(box().value).toBe('1.21 jigowatts')
  await userEvent.clear(box())
  await userEvent.type(box(), '1.21 gigawatts{Enter}')
  await act(settled)
  expect(out().at(-1)).toMatchObject({ content: '1.21 gigawatts', replace: out()[0]?.id })
  expect(entries(withDoc)).toMatchObject([{ text: '1.21 gigawatts', edited: true }])
  expect(box().value).toBe('')
})

test('Escape leaves the message as it was and gives the draft back', async () => {
  const { commands, entries, timeline } = open()
  act(() => commands.say(withDoc, 'Hello'))
  await act(settled)
  await userEvent.type(box(), 'A draft')
  act(() => void commands.edit(withDoc, timeline.of(withDoc).entries.keys()[0]))
  await userEvent.type(box(), ' there{Escape}')
  expect(box().value).toBe('A draft')
  expect(entries(withDoc)).toMatchObject([{ text: 'Hello' }])
})

test('the other side learns that one writes', async () => {
  const { out } = open()
  await userEvent.type(box(), 'Hi')
  expect(out()).toEqual([{ to: 'doc@hill.example', state: 'composing' }])
})
