import { expect, test } from 'vitest'
import { isCommand } from './slash.ts'

test.each(['/ban', '/ban marty', '/BAN x', '/ban\nmarty', '/mend', '/unknown-thing'])(
  '%j is a command',
  (line) => expect(isCommand(line)).toBe(true),
)

test.each(['//ban', ' /ban', '/me', '/me waves', '/', '/ ban', '/etc/passwd', '/?', 'a /ban', ''])(
  '%j is said, not done',
  (line) => expect(isCommand(line)).toBe(false),
)
