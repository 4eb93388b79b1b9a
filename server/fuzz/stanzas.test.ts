import fc from 'fast-check'
import { test } from 'vitest'
import { stanzasOf } from '../xmpp/testManager.ts'
import { play } from './testRun.ts'
import { changes, damage, unasked } from './testStanzas.ts'

const arriving = fc.tuple(fc.constantFrom(...unasked), changes)

test('22,000 stanzas of the fixtures, damaged: told as its schema has it, or not at all', async () => {
  await play(22_000, arriving, async (session, [{ text }, each]) => {
    for (const stanza of stanzasOf(text)) {
      for (const change of each) damage(stanza, change)
      await session.receive(stanza)
    }
  })
}, 600_000)
