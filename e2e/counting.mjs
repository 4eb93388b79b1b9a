import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

// What the reports of the two runners say. Node built-ins only.

const ROOT = resolve(import.meta.dirname, '..')
// What a page complained of stands in the ninth line of Playwright's words.
const LINES = 12
const WIDTH = 200

/**
 * `failures` name what failed, or was skipped, by title and place; `text` is what was said of it, `file` where it stands;
 * `isRunners` is what no test and no file of tests had a part in.
 *
 * @param {string} file the report of Vitest
 */
export function countVitest(file) {
  const data = readJson(file)
  if (!data) return { passed: 0, failed: 1, failures: [] }
  // A file that broke before its first test has no tests to count.
  const broken = data.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.every((each) => each.status !== 'failed'),
  )
  const skipped = data.numPendingTests + data.numTodoTests
  // Beside any test: what was thrown when nobody waited for it any more, a process that ended.
  const unhandled = readJson(unhandledOf(file)) ?? []
  const failures = [
    ...unhandled.map(({ file: of, name, message }) => ({
      file: '',
      name: `${of ? relative(ROOT, of) : '(no file)'} ${name}: ${firstLine(message)}`,
      text: message,
      // An error of a file's own process is told with the file.
      ...(of ? {} : { isRunners: true }),
    })),
    ...broken.map(({ name, message }) => ({
      file: relative(ROOT, name),
      name: `${relative(ROOT, name)} ${firstLine(message)}`,
      text: message,
    })),
    ...data.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status !== 'passed')
        .map(({ fullName, status, failureMessages }) => {
          const text = failureMessages?.join('\n') ?? ''
          const line = text.split(`${name}:`)[1]?.match(/^\d+/)?.[0]
          const place = `${relative(ROOT, name)}${line ? `:${line}` : ''}`
          return {
            file: relative(ROOT, name),
            name: `${place} ${fullName}${status === 'failed' ? '' : ` (${status})`}`,
            text,
          }
        }),
    ),
  ]
  return {
    passed: data.numPassedTests,
    failed: data.numFailedTests + skipped + broken.length + unhandled.length,
    failures,
  }
}

/**
 * Where `unhandled.mjs` writes what a report of Vitest leaves out.
 *
 * @param {string} report
 */
export const unhandledOf = (report) => report.replace(/\.json$/, '.unhandled.json')

/** @param {string} file the report of Playwright */
export function countPlaywright(file) {
  const data = readJson(file)
  if (!data) return { passed: 0, failed: 1, failures: [] }
  const { expected, unexpected, flaky, skipped } = data.stats
  // A story told at several sizes stands in a group named after each; the outermost is the file.
  const specsOf = ({ specs = [], suites = [] }, group = []) => [
    ...specs.map((spec) => ({ ...spec, title: [...group.slice(1), spec.title].join(' › ') })),
    ...suites.flatMap((suite) => specsOf(suite, [...group, suite.title])),
  ]
  const failures = specsOf(data).flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status !== 'expected')
      .map(({ status, results = [] }) => ({
        file: `e2e/${file}`,
        name: `e2e/${file}:${line} ${title}${status === 'unexpected' ? '' : ` (${status})`}`,
        text: results
          .flatMap(({ errors = [] }) => errors)
          .map(({ message }) => message)
          .join('\n'),
      })),
  )
  // What broke outside of any test: a file that cannot be read, a server that did not start.
  failures.push(
    ...(data.errors ?? []).map(({ message }) => ({ file: '', name: firstLine(message), text: message })),
  )
  return { passed: expected, failed: unexpected + flaky + skipped, failures }
}

/** @param {string} file */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * What was said of a failure, as short as it can be understood: its first lines, without colours and empty ones.
 *
 * @param {string | undefined} text
 * @returns {string[]}
 */
export function saidOf(text = '') {
  return stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, LINES)
    .map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line))
}

function firstLine(text = '') {
  return text.split('\n').find((line) => line.trim() !== '') ?? ''
}
