import { expect, test } from 'vitest'
import { Lane, type Taken } from './lane.ts'

/** A lane whose gateway answers as it is told to, and what it was asked. */
function lane() {
  const asked: string[] = []
  const answers: ((taken: Taken) => void)[] = []
  const made = new Lane<{ id: string; end?: string }>(({ id }) => {
    asked.push(id)
    return new Promise((resolve) => answers.push(resolve))
  }, 1)
  const answer = async (taken: Taken) => {
    answers.shift()?.(taken)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return { lane: made, asked, answer }
}

const entries = (...ids: string[]) => ids.map((id) => ({ id }))

test('what is turned away for now holds what follows it', async () => {
  const { lane: made, asked, answer } = lane()
  for (const entry of entries('a', 'b')) made.add(entry)
  await answer('later')
  expect(asked).toEqual(['a', 'a'])
  await answer('settled')
  expect(asked).toEqual(['a', 'a', 'b'])
})

test('after a break all that is left goes in its order, and an old answer counts no more', async () => {
  const { lane: made, asked, answer } = lane()
  for (const entry of entries('a', 'b')) made.add(entry)
  made.stop()
  made.restart(entries('a', 'b'))
  await answer('settled')
  expect(asked).toEqual(['a', 'a'])
  await answer('settled')
  expect(asked).toEqual(['a', 'a', 'b'])
})

test('what has come to its end meanwhile is not sent', async () => {
  const { lane: made, asked, answer } = lane()
  for (const entry of [{ id: 'a' }, { id: 'b', end: 'failed' }, { id: 'c' }]) made.add(entry)
  await answer('settled')
  expect(asked).toEqual(['a', 'c'])
})
