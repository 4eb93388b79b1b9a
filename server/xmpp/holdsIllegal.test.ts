import { expect, test } from 'vitest'
import { createExtensions } from '../extensions/index.ts'
import { holdsIllegal } from './holdsIllegal.ts'
import { TestManager } from './testManager.ts'
import { xml } from './xml.ts'

test.each(['\u0000', '\u000b', '\uffff', '\ud83d'])(
  '%j is seen in a text, in an attribute, and far below',
  (bad) => {
    expect(holdsIllegal(xml('message', {}, bad))).toBe(true)
    expect(holdsIllegal(xml('message', { id: `a${bad}` }))).toBe(true)
    let deep = xml('x', {}, bad)
    for (let i = 0; i < 20_000; i++) deep = xml('x', {}, deep)
    expect(holdsIllegal(deep)).toBe(true)
  },
)

test('what XML has is let through', () => {
  expect(holdsIllegal(xml('message', { id: '\t\u0085' }, xml('body', {}, 'Great 🛹\r\n')))).toBe(false)
})

test('a query that nobody knows, with an id that is no XML, is not answered with it', () => {
  const session = new TestManager(createExtensions()).online()
  session.client.emit(
    'stanza',
    xml('iq', { type: 'get', from: 'biff@hill.example/x', id: 'a\uffff' }, xml('x', {})),
  )
  expect(session.sent).toEqual([])
  session.client.emit(
    'stanza',
    xml('iq', { type: 'get', from: 'biff@hill.example/x', id: 'a' }, xml('x', {})),
  )
  expect(session.sent).toHaveLength(1)
})
