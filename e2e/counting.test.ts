import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { countVitest, saidOf, unhandledOf } from './counting.mjs'

const ROOT = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'hoverboard-counting-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What comes of a run of `code`, which has the words of a test at hand. */
function countOf(code: string) {
  const report = join(folder, 'report.json')
  writeFileSync(join(folder, 'one.test.js'), code)
  spawnSync(
    join(ROOT, 'node_modules/.bin/vitest'),
    [
      ...['run', '--root', folder, '--globals', '--reporter=json'],
      ...[`--reporter=${join(ROOT, 'e2e/unhandled.mjs')}`, `--outputFile.json=${report}`],
    ],
    { cwd: folder, env: { ...process.env, VITEST_UNHANDLED: unhandledOf(report) } },
  )
  return countVitest(report)
}

test('what breaks beside the tests has failed, and is named with where it was', () => {
  const code = `test('one', () => void setTimeout(() => { throw new Error('too late') }, 20))
    test('two', () => new Promise((go) => setTimeout(go, 200)))`
  const { passed, failed, failures } = countOf(code)
  expect([passed, failed]).toEqual([2, 1])
  expect(failures).toMatchObject([
    { file: '', name: expect.stringMatching(/one\.test\.js .*: too late$/), text: expect.anything() },
  ])
  // It is that file's own: no chance of the runner.
  expect(failures[0]?.isRunners).toBeUndefined()
}, 120000)

test('what a page complained of is among the words that the end of a log repeats, without colours', () => {
  const words = [
    '\u001b[31mError: what the pages complained of\u001b[39m',
    'expect(received).toEqual(expected) // deep equality',
    '- Expected  - 1',
    '+ Received  + 3',
    '- Array []',
    '+ Array [',
    `+   "console: ${'no '.repeat(200)}",`,
    '+ ]',
    ...Array.from({ length: 50 }, (_, line) => `    at file.ts:${line}`),
  ]
  const said = saidOf(words.join('\n\n'))
  expect(said[0]).toBe('Error: what the pages complained of')
  expect(said[6]).toMatch(/^\+ {3}"console: (?:no )+n?o?…$/)
  expect(said).toHaveLength(12)
  expect(saidOf(undefined)).toEqual([])
})
