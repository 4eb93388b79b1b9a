import { expect, test } from 'vitest'
import { xml } from '../xmpp/xml.ts'
import { InFlight } from './inFlight.ts'
import type { Kept } from './lane.ts'

const message = (id: string, size: number): Kept => ({
  to: 'lab@rooms.hill.example',
  id,
  by: 'room',
  stanza: xml('message', { id }),
  content: '',
  at: 0,
  isDoubtful: false,
  order: 0,
  size,
  sentAt: 0,
  isTaken: false,
  isLate: false,
  mayRepeat: false,
})

test('what goes out twice is one: there is room again once it is taken over', () => {
  const inFlight = new InFlight()
  const [first, second] = [message('a', 9000), message('b', 9000)]
  for (let i = 0; i < 5; i++) inFlight.add(first)
  expect(inFlight.isFull).toBe(false)
  expect(inFlight.delete(first)).toBe(true)
  inFlight.add(second)
  expect(inFlight.isFull).toBe(false)
  inFlight.add(message('c', 9000))
  expect(inFlight.isFull).toBe(true)
})
