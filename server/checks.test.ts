import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const ROOMS = 'Rooms: the 38 checks'
const ATTACKS = 'Attacks and their tests'
const ATTACK_COUNT = 72
const CLAIMS = 'What of ASVS 5.0 is claimed'
const CLAIM_COUNT = 45
const FIXTURES = 'server/extensions/fixtures.test.ts'
const FILE = /^`([^`]+\.(?:spec|test)\.tsx?)`: (.+)$/u
// What stands first in the parentheses of a test, or of the table of cases before it.
const TITLE = /(?:\b(?:test|it)(?:\.\w+(?:\(\w+\))?)*|\))\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1\s*,/gsu

interface Row {
  check: string
  /** Why no test holds it. */
  open: string | undefined
  tests: { file: string; titles: string[] }[]
}

function readRows(heading: string): Row[] {
  const [, after = ''] = readFileSync('e2e/README.md', 'utf8').split(`## ${heading}\n`)
  const [section = ''] = after.split('\n## ')
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (?:check|input|attack|item) \|/u.test(line))
    .map((line) => {
      const [check = '', cell = ''] = line.slice(2, -2).split(' | ')
      const open = /^open.*: (.{20,})$/u.exec(cell)?.[1]
      const parts = open === undefined ? cell.split('<br>') : []
      const tests = parts.map((part) => {
        const [, file = part, titles = ''] = FILE.exec(part) ?? []
        return { file, titles: titles.split(' · ') }
      })
      return { check, open, tests }
    })
}

/** The cases of the fixtures, as `slice/name`. */
const cases = readdirSync('shared/fixtures').flatMap((slice) =>
  readdirSync(`shared/fixtures/${slice}`).map(
    (file) => `${slice}/${file.replace(/\.\w+\.(?:json|xml)$/u, '')}`,
  ),
)

const titlesIn = (text: string) =>
  [...text.matchAll(TITLE)].map(([, , title = '']) => title.replace(/\\(['"`])/gu, '$1'))

/** `…` stands for the rest of a title, or for what a variable puts there. */
const holds = (title: string, pattern: string) => {
  const parts = pattern.split('…').map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'))
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`, 'u').test(title)
}

const rows = readRows(ROOMS)
const attacks = readRows(ATTACKS)
const claims = readRows(CLAIMS)
const open = attacks.filter((row) => row.open !== undefined)

test('each of the 38 checks of rooms has its row, in order', () => {
  const named = rows.map(({ check }) => check.split(' ')[0] ?? '').filter((name) => /^[PA]\d+$/u.test(name))
  const wanted = (letter: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${letter}${at + 1}`)
  expect(named).toEqual([...wanted('P', 20), ...wanted('A', 18)])
})

test('each of the 72 attacks has its row, in order, and those that no test holds say why', () => {
  const named = attacks.map(({ check }) => check.split(' ')[0])
  expect(named).toEqual(Array.from({ length: ATTACK_COUNT }, (_, at) => `S${at + 1}`))
  // Nobody should have to look for what is not there.
  const listed = open.map(({ check, open: why }) => `\n  ${check}: ${why}`).join('')
  process.stdout.write(`${ATTACK_COUNT - open.length} attacks are held, ${open.length} are open${listed}\n`)
})

test('each item of ASVS that is claimed has its row, in order', () => {
  const numbers = claims.map(({ check }) => /^\d+(?:\.\d+)+/u.exec(check)?.[0] ?? check)
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })))
  expect(numbers).toHaveLength(CLAIM_COUNT)
})

const held = [...rows, ...attacks, ...claims].filter((row) => row.open === undefined)

test.each(held)('$check: its tests are there', ({ tests }) => {
  expect(tests.length).toBeGreaterThan(0)
  for (const { file, titles } of tests) {
    expect(existsSync(file), file).toBe(true)
    // Its tests are cases, and named by their files.
    const own = titlesIn(readFileSync(file, 'utf8'))
    const found = file === FIXTURES ? [...own, ...cases] : own
    for (const title of titles)
      expect(
        found.some((each) => holds(each, title)),
        `${file}: ${title}`,
      ).toBe(true)
  }
})
