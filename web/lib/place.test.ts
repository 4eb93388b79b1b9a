import { expect, it } from 'vitest'
import { place } from './place.ts'

const viewport = { width: 1000, height: 600 }
const menu = { width: 200, height: 300 }
const at = (left: number, top: number) => ({ left, top, width: 40, height: 40 })

it('opens below its button, at its beginning', () => {
  expect(place(at(100, 100), menu, {}, viewport)).toEqual({ left: 100, top: 144 })
})

it('opens above when there is no room below', () => {
  expect(place(at(100, 500), menu, {}, viewport)).toEqual({ left: 100, top: 196 })
})

it('stays inside the window', () => {
  expect(place(at(980, 100), menu, {}, viewport).left).toBe(792)
  expect(place(at(-50, 100), menu, { side: 'beside' }, viewport).left).toBe(8)
})

it('begins at the right where text runs from right to left', () => {
  expect(place(at(500, 100), menu, { rtl: true }, viewport).left).toBe(340)
})

it('a submenu goes to the other side when there is no room', () => {
  expect(place(at(900, 100), menu, { side: 'beside' }, viewport).left).toBe(696)
})
