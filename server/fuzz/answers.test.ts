import fc from 'fast-check'
import { test } from 'vitest'
import { Ids } from '../xmpp/testFixture.ts'
import { stanzasOf } from '../xmpp/testManager.ts'
import { OF_THE_GATEWAY } from './testPayloads.ts'
import { play } from './testRun.ts'
import { answers, changes, damage } from './testStanzas.ts'

const answered = fc.tuple(
  fc.constantFrom(...answers.filter(({ fixture }) => !OF_THE_GATEWAY.test(fixture.command?.[0] ?? ''))),
  changes,
)

test('8,000 answers of servers, damaged: an acknowledgement as its schema has it, an error, or none', async () => {
  await play(8_000, answered, async (session, [{ fixture, text }, each]) => {
    const [name = '', payload] = fixture.command ?? []
    const ids = new Ids()
    const before = session.test.client.sent.length
    await session.ask(name, payload)
    for (const stanza of stanzasOf(text)) {
      for (const sent of session.test.client.sent.slice(before)) ids.label(String(sent))
      for (const [key, value] of Object.entries(stanza.attrs))
        if (typeof value === 'string') stanza.attrs[key] = ids.resolve(value)
      for (const change of each) damage(stanza, change)
      await session.receive(stanza)
    }
  })
}, 600_000)
