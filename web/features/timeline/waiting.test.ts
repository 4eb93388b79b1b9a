import { expect, test } from 'vitest'
import { archived, at, lab, settled, talk, withDoc } from './testTalk.ts'

test('what still waits stands behind all that others say meanwhile, in the order in which it was typed', async () => {
  const { commands, hear, texts, entries } = talk()
  hear('Before')
  commands.say(withDoc, 'One')
  commands.say(withDoc, 'Two')
  await settled()
  hear('Meanwhile')
  expect(texts(withDoc)).toEqual(['Before', 'Meanwhile', 'One', 'Two'])
  hear('Kept for us', at('2026-01-01T11:00:00Z'))
  hear('Later still', at(new Date(Date.now() + 60_000).toISOString()))
  expect(texts(withDoc).slice(-2)).toEqual(['One', 'Two'])
  expect(
    entries(withDoc)
      .slice(-2)
      .map(({ delivery }) => delivery),
  ).toEqual(['sending', 'sending'])
})

test('what is proved stays where it is, and what still waits goes behind it', async () => {
  const { commands, gateway, hear, texts, out } = talk()
  for (const words of ['One', 'Two', 'Three']) commands.say(withDoc, words)
  await settled()
  hear('Meanwhile')
  gateway.event('xmpp.delivery.confirmed', { id: out()[1]?.id, to: 'doc@hill.example' })
  expect(texts(withDoc)).toEqual(['Meanwhile', 'Two', 'One', 'Three'])
})

test('in a room, what came back to us stands before what did not', async () => {
  const { commands, inLab, texts, out } = talk()
  commands.say(lab, 'One')
  commands.say(lab, 'Two')
  await settled()
  inLab('Marty', 'Two', { id: out()[1]?.id, own: true, ...archived('a1') })
  inLab('Doc', 'Well', { id: 'd1', ...archived('a2') })
  expect(texts(lab)).toEqual(['Two', 'Well', 'One'])
})

test('a correction on its way, and what failed, stay where they are', async () => {
  const { commands, gateway, hear, texts, entries, out, proved } = talk()
  commands.say(withDoc, 'One')
  await proved()
  commands.correct(withDoc, entries(withDoc)[0]?.key ?? '', 'First')
  commands.say(withDoc, 'Lost')
  await settled()
  const error = { type: 'cancel', condition: 'service-unavailable' }
  const { id } = out().find(({ content }) => content === 'Lost') ?? {}
  gateway.event('xmpp.chat.error', { from: { user: 'doc', domain: 'hill.example' }, id, error })
  hear('Meanwhile')
  expect(texts(withDoc)).toEqual(['First', 'Lost', 'Meanwhile'])
})
