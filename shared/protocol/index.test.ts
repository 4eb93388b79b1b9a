import { expect, test } from 'vitest'
import { commands, events, slices } from './index.ts'

test('no slice loses a command or an event on its way into the registry', () => {
  const all = Object.values(slices)
  const names = (part: 'commands' | 'events') =>
    all.flatMap((slice) => Object.keys((slice as Partial<Record<typeof part, object>>)[part] ?? {})).sort()
  expect(Object.keys(commands).sort()).toEqual(names('commands'))
  expect(Object.keys(events).sort()).toEqual(names('events'))
})

test('every name is one of ours: xmpp, the slice or what it owns, the verb', () => {
  for (const name of [...Object.keys(commands), ...Object.keys(events)])
    expect(name).toMatch(/^xmpp(?:\.[a-z]+)+$/u)
})
