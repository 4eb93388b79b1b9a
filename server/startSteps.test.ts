import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashOf, isInstalled, isNewEnough, takeTurn } from './startSteps.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['18.20.0', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['22.0.0', true],
  ['26.1.0', true],
])('Node %s is new enough: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected)
})

const LOCKED = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-darwin': { version: '2.0.0', optional: true },
    'node_modules/c': { resolved: 'server/transport', link: true },
  },
}

test('installed is what holds every locked version; packages for other machines do not count', () => {
  const packages = {
    'node_modules/a': { version: '1.0.0' },
    'node_modules/c': { resolved: 'server/transport', link: true },
  }
  expect(isInstalled(LOCKED, { packages })).toBe(true)
  expect(isInstalled(LOCKED, undefined)).toBe(false)
  expect(isInstalled(LOCKED, { packages: { ...packages, 'node_modules/a': { version: '1.0.1' } } })).toBe(
    false,
  )
  expect(isInstalled(LOCKED, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(false)
})

test('a changed source asks for a new build, a changed test or note does not', () => {
  mkdirSync(join(folder, 'web'))
  writeFileSync(join(folder, 'web', 'a.ts'), '1')
  const before = hashOf([folder])
  writeFileSync(join(folder, 'web', 'a.test.ts'), '1')
  writeFileSync(join(folder, 'README.md'), '1')
  expect(hashOf([folder, join(folder, 'missing')])).toBe(before)
  writeFileSync(join(folder, 'web', 'a.ts'), '2')
  expect(hashOf([folder])).not.toBe(before)
})

test('a second start waits for the first, and for no dead one', async () => {
  const file = join(folder, 'lock')
  const first = await takeTurn(file, () => {})
  let waited = 0
  const second = takeTurn(file, () => {
    waited++
    first.end()
  })
  ;(await second).end()
  expect(waited).toBe(1)
  // A number beyond any process: what a killed start left behind.
  writeFileSync(file, '99999999')
  const third = await takeTurn(file, () => {
    throw new Error('waited for a dead process')
  })
  third.end()
})
