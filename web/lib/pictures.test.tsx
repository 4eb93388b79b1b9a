import { act, render } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { Avatar } from '../ui/Avatar.tsx'
import { forgetPictures, inRoomAs, isInSight, servePictures, showPicture } from './pictures.ts'

const DOC = 'doc@hill.test'
URL.revokeObjectURL ??= () => {}
afterEach(forgetPictures)
const img = (root: HTMLElement) => root.querySelector('img')?.getAttribute('src')

test('a face asks for its picture while it is in sight, and shows it in the place of the initials', () => {
  const asked: string[] = []
  const { container, unmount } = render(<Avatar name="Doc Brown" jid={DOC} />)
  servePictures((whose) => asked.push(whose))
  render(<Avatar name="Marty" jid="marty@hill.test" />)
  // A second face of the same person does not ask again.
  const second = render(<Avatar name="Doc Brown" jid={DOC} />)
  expect(asked).toEqual([DOC, 'marty@hill.test'])
  expect([container.textContent, img(container)]).toEqual(['DB', undefined])
  act(() => showPicture(DOC, 'blob:doc'))
  expect([container.textContent, img(container), img(second.container)]).toEqual(['', 'blob:doc', 'blob:doc'])
  act(() => showPicture(DOC, undefined))
  expect(container.textContent).toBe('DB')
  unmount()
  expect(isInSight(DOC)).toBe(true)
  second.unmount()
  expect(isInSight(DOC)).toBe(false)
})

test('a room has no picture of a person, whatever its name', () => {
  act(() => showPicture(DOC, 'blob:doc'))
  expect(img(render(<Avatar name="Doc" jid={DOC} shape="room" />).container)).toBeUndefined()
})

test('whoever takes the nick of another is not shown with their picture', () => {
  const mine = inRoomAs('lab@rooms.test', 'Doc', 'one')
  act(() => showPicture(mine, 'blob:doc'))
  const other = <Avatar name="Doc" whose={inRoomAs('lab@rooms.test', 'Doc', 'two')} />
  expect(img(render(other).container)).toBeUndefined()
})

test('at the end all pictures go, and their memory with them', () => {
  const revoke = vi.spyOn(URL, 'revokeObjectURL')
  const { container } = render(<Avatar name="Doc" jid={DOC} />)
  act(() => showPicture(DOC, 'blob:doc'))
  act(forgetPictures)
  expect(img(container)).toBeUndefined()
  expect(revoke).toHaveBeenCalledWith('blob:doc')
})
