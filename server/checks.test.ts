import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const SECTION = /## Rooms: the 38 checks\n([\s\S]*?)\n## /u
const FILE = /^`([^`]+\.(?:spec|test)\.tsx?)`: (.+)$/u
// What stands first in the parentheses of a test, or of the table of cases before it.
const TITLE = /(?:\b(?:test|it)(?:\.\w+(?:\(\w+\))?)*|\))\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1\s*,/gsu

interface Row {
  check: string
  tests: { file: string; titles: string[] }[]
}

function readRows(): Row[] {
  const section = SECTION.exec(readFileSync('e2e/README.md', 'utf8'))?.[1] ?? ''
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:check|input) \|/u.test(line))
    .map((line) => {
      const [check = '', cell = ''] = line.slice(2, -2).split(' | ')
      const tests = cell.split('<br>').map((part) => {
        const [, file = part, titles = ''] = FILE.exec(part) ?? []
        return { file, titles: titles.split(' · ') }
      })
      return { check, tests }
    })
}

const titlesIn = (text: string) =>
  [...text.matchAll(TITLE)].map(([, , title = '']) => title.replace(/\\(['"`])/gu, '$1'))

/** `…` stands for the rest of a title, or for what a variable puts there. */
const holds = (title: string, pattern: string) => {
  const parts = pattern.split('…').map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'))
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`, 'u').test(title)
}

const rows = readRows()

test('each of the 38 checks of rooms has its row, in order', () => {
  const named = rows.map(({ check }) => check.split(' ')[0] ?? '').filter((name) => /^[PA]\d+$/u.test(name))
  const wanted = (letter: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${letter}${at + 1}`)
  expect(named).toEqual([...wanted('P', 20), ...wanted('A', 18)])
})

test.each(rows)('$check: its tests are there', ({ tests }) => {
  expect(tests.length).toBeGreaterThan(0)
  for (const { file, titles } of tests) {
    expect(existsSync(file), file).toBe(true)
    const found = titlesIn(readFileSync(file, 'utf8'))
    for (const title of titles)
      expect(
        found.some((each) => holds(each, title)),
        `${file}: ${title}`,
      ).toBe(true)
  }
})
