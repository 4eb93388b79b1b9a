import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from './lock.ts'
import { birthOf, commandOf } from './processes.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a folder has one owner, named to whoever comes second, until it is let go', () => {
  const file = join(folder, 'lock')
  const first = takeLock(file)
  expect(first.ok).toBe(true)
  expect(takeLock(file)).toEqual({ ok: false, pid: process.pid })
  if (first.ok) first.lock.release()
  expect(existsSync(file)).toBe(false)
  expect(takeLock(file).ok).toBe(true)
  expect(readdirSync(folder)).toEqual(['lock'])
})

test.each([
  ['a dead process', JSON.stringify({ pid: 99_999_999, birth: '1' })],
  ['another process that has its number now', JSON.stringify({ pid: process.pid, birth: 'long ago' })],
  ['nobody who can be read', '{'],
])('a lock of %s is taken over', (_, content) => {
  const file = join(folder, 'lock')
  writeFileSync(file, content)
  expect(takeLock(file).ok).toBe(true)
})

test('a process is known by its birth and its command line', async () => {
  const child = spawn('sleep', ['30'], { stdio: 'ignore' })
  await new Promise((resolve) => child.once('spawn', resolve))
  const pid = child.pid ?? 0
  expect(birthOf(pid)).not.toBe('')
  expect(birthOf(pid)).toBe(birthOf(pid))
  expect(commandOf(pid)).toContain('sleep 30')
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('close', resolve))
  expect(birthOf(pid)).toBe('')
})
