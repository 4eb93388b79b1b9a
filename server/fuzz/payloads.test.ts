import { test } from 'vitest'
import { asked } from './testPayloads.ts'
import { play } from './testRun.ts'

test('70,000 payloads of every command, derived from its schema and spoiled: refused, done, or one sound stanza', async () => {
  await play(70_000, asked, (session, [name, payload]) => session.ask(name, payload))
}, 600_000)
