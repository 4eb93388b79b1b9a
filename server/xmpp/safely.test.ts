import { expect, test } from 'vitest'
import { createExtensions } from '../extensions/index.ts'
import { safely } from './safely.ts'
import { settled, TestManager } from './testManager.ts'

test('what throws gives nothing', () => {
  expect(safely(() => 1)).toBe(1)
  expect(safely(() => `${{ toString: 1 }}`)).toBeUndefined()
})

test('a payload that throws when its schema reads it is refused like any other', async () => {
  const session = new TestManager(createExtensions()).online()
  const payload = {
    get to(): string {
      throw new Error('Great Scott')
    },
  }
  const answers = session.ask('xmpp.chat.receipt', payload)
  await settled()
  expect(answers).toMatchObject([
    [
      {
        type: 'modify',
        condition: 'client-error',
        description: 'The payload is not valid',
        reason: 'bad-data',
      },
    ],
  ])
})
