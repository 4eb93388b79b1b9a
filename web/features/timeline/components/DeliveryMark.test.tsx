import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ProtocolError } from '#protocol/define.ts'
import { renderPage } from '../../../app/testRender.tsx'
import { inRoom, privately } from '../../../lib/conversation.ts'
import { FakeGateway } from '../../../transport/fake.ts'
import type { Entry } from '../entry.ts'
import { DeliveryMark } from './DeliveryMark.tsx'

const LAB = 'lab@rooms.hill.example'

function show(
  conversation: string,
  condition: string,
  more: Partial<ProtocolError> = {},
  delivery: Entry['delivery'] = 'failed',
): string {
  const error = { type: 'cancel', condition, ...more }
  const entry: Entry = {
    key: '1',
    kind: 'message',
    at: 0,
    author: '',
    own: true,
    text: 'Psst',
    delivery,
    error,
  }
  const { container, unmount } = renderPage(
    <DeliveryMark conversation={conversation} entry={entry} />,
    new FakeGateway(),
  )
  const again = delivery === 'failed' ? 'Retry' : 'Send again'
  expect(screen.getByRole('button', { name: again })).toBeTruthy()
  const words = container.querySelector('span')?.textContent ?? ''
  unmount()
  return words
}

test.each([
  ['forbidden', 'Not sent. This room does not let you write to people in private.'],
  ['not-allowed', 'Not sent. This room does not let you write to people in private.'],
  ['item-not-found', 'Not sent. Nobody of that name is in the room at the moment.'],
  ['recipient-unavailable', 'Not sent. Nobody of that name is in the room at the moment.'],
  ['service-unavailable', 'Not sent. They take no private messages at the moment.'],
])('a private message that is refused (%s) is about the one it went to', (condition, words) => {
  expect(show(privately(LAB, 'Marty'), condition)).toBe(words)
})

test('the same refusal of a word to all is about the room', () => {
  expect(show(inRoom(LAB), 'forbidden')).toBe('Not sent. You may not speak in this room.')
})

test.each([
  ['sent', 'Sent'],
  ['delivered', 'Delivered'],
  ['read', 'Read'],
] as const)('how far it came (%s) has a shape of its own, and a name', (delivery, name) => {
  const entry: Entry = { key: '1', kind: 'message', at: 0, author: '', own: true, text: 'Psst', delivery }
  renderPage(<DeliveryMark conversation={inRoom(LAB)} entry={entry} />, new FakeGateway())
  expect(screen.getByRole('img', { name }).querySelector('svg')).toBeTruthy()
})

test('what waits behind a failure says so, to who looks and to who listens', () => {
  const entry: Entry = {
    key: '2',
    kind: 'message',
    at: 0,
    author: '',
    own: true,
    text: 'Two',
    delivery: 'sending',
  }
  const { container, rerender } = renderPage(
    <DeliveryMark conversation={inRoom(LAB)} entry={entry} />,
    new FakeGateway(),
  )
  expect(screen.getByRole('img', { name: 'On its way' })).toBeTruthy()
  rerender(<DeliveryMark conversation={inRoom(LAB)} entry={{ ...entry, held: true }} />)
  const words = 'Waits until the message above is sent or discarded'
  expect(screen.getByRole('img', { name: words })).toBeTruthy()
  expect(container.textContent).toBe(words)
})

test('of what was under way when one was out of its room, the connection is not blamed', () => {
  const left = { reason: 'unconfirmed', detail: 'not-joined' } as const
  expect(show(inRoom(LAB), 'undefined-condition', left, 'unconfirmed')).toMatch(/^You were out of the room/u)
})
