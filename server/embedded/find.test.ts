import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { waysOut } from './find.ts'
import { isOlder, moderationIn, readScript } from './prosodyScript.ts'

test.each([
  ['0.11.13', true],
  ['0.11.9-2+deb11u2', true],
  ['0.12.0', false],
  ['0.12.3-1+deb12u1', false],
  ['13.0.2', false],
  ['hg:0123456789ab', false],
])('Prosody %s is too old: %s', (version, expected) => {
  expect(isOlder(version)).toBe(expected)
})

test("a start script tells its interpreter and its sources' folder", () => {
  const folder = mkdtempSync(join(tmpdir(), 'find-'))
  const file = join(folder, 'prosody')
  writeFileSync(file, "#!/usr/bin/env lua5.4\nCFG_SOURCEDIR='/opt/lib/prosody';\n")
  expect(readScript(file)).toEqual({ interpreter: 'lua5.4', sourceFolder: '/opt/lib/prosody' })
  writeFileSync(file, '#!/opt/lua/bin/lua\n')
  expect(readScript(file)).toEqual({ interpreter: '/opt/lua/bin/lua', sourceFolder: undefined })
  expect(readScript(join(folder, 'missing'))).toEqual({ interpreter: undefined, sourceFolder: undefined })
  rmSync(folder, { recursive: true })
})

test('where nothing can be found, each way out is a command', () => {
  const text = waysOut('There is no Prosody on the PATH.')
  for (const part of ['apt-get install prosody', 'brew install', 'docker run', 'XMPP_SERVICE=xmpp://'])
    expect(text).toContain(part)
})

test('the module for moderators is found in the first folder that has it, and its absence is no failure', () => {
  const folder = mkdtempSync(join(tmpdir(), 'find-'))
  expect(moderationIn([join(folder, 'none'), folder])).toBeUndefined()
  mkdirSync(join(folder, 'mod_muc_moderation'))
  writeFileSync(join(folder, 'mod_muc_moderation', 'mod_muc_moderation.lua'), '')
  expect(moderationIn([join(folder, 'none'), folder])).toBe(folder)
  rmSync(folder, { recursive: true })
})
