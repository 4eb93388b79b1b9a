import { expect, test, vi } from 'vitest'
import { Attention } from './attention.ts'
import { TestTab } from './testTab.ts'

const VISIBILITY = 'xmpp.session.visibility'
const [one, two] = [new TestTab('1'), new TestTab('2')]

test('one tab in sight is enough, and none is not', () => {
  const tell = vi.fn()
  const attention = new Attention(tell)
  attention.opened(one)
  attention.opened(two)
  expect(attention.said(one, VISIBILITY, { visible: false })).toEqual({ visible: true })
  expect(attention.said(two, VISIBILITY, { visible: false })).toEqual({ visible: false })
  expect(attention.said(one, VISIBILITY, { visible: true })).toEqual({ visible: true })
  expect(tell).not.toHaveBeenCalled()
  attention.closed(one)
  expect(tell.mock.calls).toEqual([[false]])
  attention.opened(one)
  expect(tell.mock.calls).toEqual([[false], [true]])
})

test('what is no answer to the question is passed on to be refused', () => {
  const attention = new Attention(() => {})
  attention.opened(one)
  for (const data of [undefined, { visible: 'no' }, null])
    expect(attention.said(one, VISIBILITY, data)).toBe(data)
  expect(attention.said(one, 'xmpp.ping', { visible: false })).toEqual({ visible: false })
  expect(attention.said(two, VISIBILITY, { visible: false })).toEqual({ visible: true })
})
