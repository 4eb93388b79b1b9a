import { expect, test } from 'vitest'
import { type CommandName, commands } from '#protocol/index.ts'
import { readCommand } from './readCommand.ts'
import { readFixtures } from './testFixture.ts'

const asked = readFixtures().flatMap(({ command, slice, name }) =>
  command && Object.hasOwn(commands, command[0]) ? [{ slice, name, command }] : [],
)

test.each(asked)('$slice, $name: a payload is read as its schema says', ({ command: [name, data] }) => {
  const event = name as CommandName
  const read = readCommand(event, data ?? {}, () => {})
  const parsed = commands[event].data.safeParse(data ?? {})
  if (parsed.success) expect(read).toEqual({ success: true, data: parsed.data })
  else expect(read).toHaveProperty('error.condition', 'client-error')
})
