import { expect, test } from 'vitest'
import { xml } from './xml.ts'

test('what is nothing is left out, of attributes and of children, and the rest keeps its order', () => {
  const element = xml(
    'a',
    { one: 1, none: undefined, no: null, text: '' },
    null,
    xml('b'),
    false,
    'c',
    undefined,
  )
  expect(element.attrs).toEqual({ one: '1', text: '' })
  expect(element.children.map(String)).toEqual(['<b/>', 'c'])
})

test('every child knows its parent', () => {
  const child = xml('b')
  const parent = xml('a', {}, null, 'text', child)
  expect(child.parent).toBe(parent)
})

test('attributes are a copy: what becomes of an element does not reach the next of the same', () => {
  const attrs = { id: '1' }
  xml('a', attrs).attrs.id = '2'
  expect(xml('a', attrs).attrs).toEqual({ id: '1' })
  expect(xml('a', {}).attrs).not.toBe(xml('a', {}).attrs)
})
