import { xml } from '@xmpp/xml'
import { expect, test } from 'vitest'
import { Outgoing } from './streamManagement.ts'

const message = (id: string, body = '') => xml('message', { id, to: 'doc' }, xml('body', {}, body))
const to = (...ids: string[]) => ids.map((id) => ({ id, to: 'doc' }))
const idsIn = (text: string) => [...text.matchAll(/id="([^"]*)"/gu)].map(([, id]) => id)

function managed(): Outgoing {
  const outgoing = new Outgoing()
  outgoing.restart(true)
  return outgoing
}

test('what waits goes out in order when the link is there', () => {
  const outgoing = managed()
  outgoing.push(message('a'), false)
  outgoing.push(message('b'), false)
  expect(idsIn(outgoing.connected().text)).toEqual(['a', 'b'])
  expect(outgoing.connected()).toEqual({ text: '', taken: [] })
})

test('an acknowledgement covers what was sent first, and each only once', () => {
  const outgoing = managed()
  for (const id of ['a', 'b', 'c']) outgoing.push(message(id), true)
  expect(outgoing.acknowledge(2)).toEqual(to('a', 'b'))
  expect(outgoing.acknowledge(2)).toEqual([])
  expect(outgoing.acknowledge(3)).toEqual(to('c'))
})

test('a count beyond 2³² − 1, below what was acknowledged, or of something else covers none', () => {
  const outgoing = managed()
  for (const id of ['a', 'b']) outgoing.push(message(id), true)
  expect(outgoing.acknowledge(1)).toEqual(to('a'))
  for (const h of [0, 3, -1, 1.5, 2 ** 32 + 2, Number.NaN, Number.POSITIVE_INFINITY])
    expect(outgoing.acknowledge(h)).toEqual([])
  expect(outgoing.acknowledge(2)).toEqual(to('b'))
})

test('a second break before the acknowledgement sends the same again', () => {
  const outgoing = managed()
  outgoing.push(message('a'), true)
  outgoing.disconnected()
  outgoing.push(message('b'), false)
  expect(idsIn(outgoing.connected().text)).toEqual(['a', 'b'])
  outgoing.disconnected()
  expect(idsIn(outgoing.connected().text)).toEqual(['a', 'b'])
  expect(outgoing.acknowledge(2)).toEqual(to('a', 'b'))
})

test('a new session counts from zero', () => {
  const outgoing = managed()
  for (const id of ['a', 'b']) outgoing.push(message(id), true)
  outgoing.acknowledge(2)
  outgoing.restart(true)
  outgoing.push(message('c'), true)
  expect(outgoing.acknowledge(1)).toEqual(to('c'))
})

test('what waited for a server that does not count makes room once it is written', () => {
  const outgoing = new Outgoing()
  const large = message('large', 'x'.repeat(3 * 1024 * 1024))
  for (let i = 0; i < 3; i++) {
    expect(outgoing.push(large, false)).toBeDefined()
    outgoing.connected()
  }
})

test('a new session names what may be lost and keeps what waits', () => {
  const outgoing = managed()
  outgoing.push(message('a'), true)
  outgoing.push(xml('presence'), true)
  outgoing.disconnected()
  outgoing.push(message('b'), false)
  expect(outgoing.restart(true)).toEqual(to('a'))
  expect(idsIn(outgoing.connected().text)).toEqual(['b'])
  expect(outgoing.acknowledge(1)).toEqual(to('b'))
})

test('without stream management nothing is kept once it is written, and that is all that is known of it', () => {
  const outgoing = new Outgoing()
  expect(outgoing.push(message('a'), true)?.taken).toEqual(to('a'))
  expect(outgoing.push(message('b'), false)?.taken).toEqual([])
  expect(outgoing.connected()).toMatchObject({ text: expect.stringContaining('b'), taken: to('b') })
  expect(outgoing.drain()).toEqual([])
})

test('the end names everything that was not acknowledged', () => {
  const outgoing = managed()
  outgoing.push(message('a'), true)
  outgoing.push(message('b'), false)
  expect(outgoing.drain()).toEqual(to('a', 'b'))
})

test.each([true, false])(
  'the queue has an end (link there: %s), and room again after it was emptied',
  (isThere) => {
    const outgoing = managed()
    const large = message('large', 'x'.repeat(1024 * 1024))
    for (let i = 0; i < 3; i++) expect(outgoing.push(large, isThere)).toBeDefined()
    expect(outgoing.push(large, isThere)).toBeUndefined()
    outgoing.connected()
    outgoing.acknowledge(3)
    expect(outgoing.push(large, isThere)).toBeDefined()
  },
)

test('ten thousand small stanzas are the most that are kept', () => {
  const outgoing = managed()
  for (let i = 0; i < 10_000; i++) outgoing.push(xml('presence'), false)
  expect(outgoing.push(xml('presence'), false)).toBeUndefined()
})

test('of what is lost, only messages are told: who asked something waits for the answer anyway', () => {
  const outgoing = managed()
  outgoing.push(message('a'), true)
  outgoing.push(xml('iq', { id: 'b', type: 'get' }), true)
  outgoing.push(xml('presence', { id: 'c' }), true)
  expect(outgoing.restart(true)).toEqual(to('a'))
})
