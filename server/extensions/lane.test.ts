import { expect, test, vi } from 'vitest'
import { xml } from '../xmpp/xml.ts'
import { keep, Lane } from './lane.ts'

const DOC = 'doc@hill.example'
let order = 0
const message = (id: string, to = DOC) =>
  keep(
    { to, id, by: 'server', stanza: xml('message', { id }), content: id, at: 0, isDoubtful: false },
    order++,
    300,
  )

function laneOf(...ids: string[]): Lane {
  const lane = new Lane(DOC)
  for (const id of ids) lane.insert(message(id))
  return lane
}

test('a message is found while it waits and while it is on its way, and not after its end', () => {
  const lane = laneOf('a', 'b')
  expect(lane.find(DOC, 'a')?.id).toBe('a')
  const first = lane.handOver()
  expect(lane.find(DOC, 'a')).toBe(first)
  if (first) lane.delete(first)
  expect(lane.find(DOC, 'a')).toBeUndefined()
  const [second] = lane.queue
  if (second) lane.delete(second)
  expect(lane.find(DOC, 'b')).toBeUndefined()
  expect(lane.isEmpty).toBe(true)
})

test('the same id to a resource of that person is another message', () => {
  const lane = laneOf('a')
  expect(lane.find(`${DOC}/lab`, 'a')).toBeUndefined()
})

test('what is in doubt again is found in the queue, at its place', () => {
  const lane = laneOf('a', 'b', 'c')
  lane.handOver()
  lane.handOver()
  lane.doubt()
  expect(lane.queue.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(lane.find(DOC, 'a')).toMatchObject({ isDoubtful: true })
  lane.clear()
  expect(lane.find(DOC, 'a')).toBeUndefined()
})

test('of two with one id, the second is found when the first has come to its end', () => {
  const lane = laneOf('a', 'a')
  const first = lane.handOver()
  if (first) lane.delete(first)
  expect(lane.find(DOC, 'a')).toBe(lane.queue[0])
  expect(lane.find(DOC, 'a')).toBeDefined()
})

test('a long queue is not read through for a message that is not in it', () => {
  const lane = laneOf('a', 'b', 'c')
  const reads = vi.spyOn(lane.queue, 'find')
  expect(lane.find(DOC, 'new')).toBeUndefined()
  expect(reads).not.toHaveBeenCalled()
})
