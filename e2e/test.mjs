import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isInstalled, isNewEnough } from '../server/startSteps.mjs'
import { countPlaywright, countVitest, readJson, saidOf, unhandledOf } from './counting.mjs'
import { ensurePackages } from './packages.mjs'
import { MOST, mayTryAgain, withSecondTry } from './secondTry.mjs'

// `npm test [-- part…]`: installs what is missing, runs every part, and ends with one line. Node built-ins only: on a
// clean clone nothing else is there yet.

const ROOT = resolve(import.meta.dirname, '..')
// So many failed tests are named again at the end; who has more reads the log.
const NAMED = 20
const REPORTS = join(ROOT, 'node_modules/.cache/reports')
const bin = (name) => join(ROOT, 'node_modules/.bin', name)
const report = (name) => join(REPORTS, `${name}.json`)

const vitest = (name, ...only) => ({
  command: [
    bin('vitest'),
    'run',
    '--project',
    name,
    '--reporter=default',
    '--reporter=json',
    `--reporter=${join(ROOT, 'e2e/unhandled.mjs')}`,
    `--outputFile.json=${report(name)}`,
    ...only,
  ],
  env: { VITEST_UNHANDLED: unhandledOf(report(name)) },
  count: countVitest,
  // Tests of a file stand on each other; what broke beside them breaks anywhere.
  again: ({ failures }) =>
    vitest(
      name,
      ...(failures.some(({ isRunners }) => isRunners) ? [] : new Set(failures.map(({ file }) => file))),
    ).command,
})
const playwright = (kind) => ({
  command: [bin('playwright'), 'test', '-c', 'e2e/playwright.config.ts', `--project=${kind}`],
  env: { PLAYWRIGHT_JSON: report(kind) },
  needsBuild: true,
  mayWait: true,
  count: countPlaywright,
  again: () => [...playwright(kind).command, '--last-failed'],
})

/**
 * In this order: what is quick and what the rest stands on comes first. A part without `count` is one test; `mayWait` is
 * one of real servers, whose tests may wait too long once.
 */
const PARTS = {
  lint: { command: [bin('biome'), 'ci', '--config-path=.biome.json', '.'] },
  types: { command: [bin('tsc'), '-b'] },
  unit: vitest('unit'),
  web: vitest('web'),
  build: { command: ['npm', 'run', '--silent', 'build'] },
  live: { ...vitest('live'), needsBuild: true, mayWait: true },
  prosody: playwright('prosody'),
  ejabberd: playwright('ejabberd'),
}
const GROUPS = { browser: ['prosody', 'ejabberd'] }

let running
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => (running ? running.kill(signal) : process.exit(1)))
process.exitCode = await main(process.argv.slice(2))

async function main(args) {
  const wanted = args.flatMap((name) => GROUPS[name] ?? [name])
  const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name))
  if (unknown.length > 0) {
    console.error(
      `There is no part ${unknown.join(', ')}. Parts: ${[...Object.keys(PARTS), ...Object.keys(GROUPS)].join(', ')}`,
    )
    return finish([{ name: 'arguments', passed: 0, failed: 1 }])
  }
  const names = Object.keys(PARTS).filter((name) => wanted.length === 0 || wanted.includes(name))
  const missing = ensureDependencies() ?? ensurePackages(needsOf(names))
  if (missing) {
    console.error(`\n${missing}`)
    return finish([{ name: 'setup', passed: 0, failed: 1 }])
  }
  mkdirSync(REPORTS, { recursive: true })
  const results = []
  for (const name of names) results.push(await runPart(name, results))
  return finish(results)
}

function needsOf(names) {
  const isBrowser = (name) => GROUPS.browser.includes(name)
  return [...new Set(names.map((name) => (isBrowser(name) ? 'browser' : name)))]
}

/** `npm ci` where the installed tree is not the locked one; the same question as at the start of `npm start`. */
function ensureDependencies() {
  if (!isNewEnough(process.versions.node))
    return `Hoverboard needs Node 20.19 or newer, and this is ${process.versions.node}.`
  const locked = readJson(join(ROOT, 'package-lock.json'))
  if (isInstalled(locked, readJson(join(ROOT, 'node_modules/.package-lock.json')))) return undefined
  console.log('Installing the locked dependencies')
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit' })
  return status === 0 ? undefined : 'The dependencies could not be installed. Run npm ci to see why.'
}

async function runPart(name, before) {
  const { command, env = {}, count, again, mayWait, needsBuild } = PARTS[name]
  console.log(`\n— ${name} —`)
  // What was built in this run is what is tested; alone, a part of the browser builds first.
  const built = before.find((result) => result.name === 'build')
  if (needsBuild && built === undefined && name !== 'live') {
    const result = await runPart('build', before)
    before.push(result)
  }
  const isBuilt = before.find((result) => result.name === 'build')?.failed === 0
  if (needsBuild && name !== 'live' && !isBuilt) return { name, passed: 0, failed: 1, seconds: 0 }
  const begun = Date.now()
  if (count) forget(name)
  const vars = { ...env, ...(isBuilt ? { HOVERBOARD_BUILT: '1' } : {}) }
  let counted = counting(name, count, await run(command, vars))
  const left = MOST - before.reduce((sum, { unsteady = [] }) => sum + unsteady.length, 0)
  const isRunners = counted.failures.every((each) => each.isRunners)
  if (again && (mayWait || isRunners) && mayTryAgain(counted, left)) {
    console.log(`\n— ${name}, ${isRunners ? 'whose runner broke' : 'what waited too long'}, once more —`)
    forget(name)
    counted = withSecondTry(counted, counting(name, count, await run(again(counted), vars)))
  }
  return { name, ...counted, seconds: Math.round((Date.now() - begun) / 1000) }
}

function forget(name) {
  for (const file of [report(name), unhandledOf(report(name))]) rmSync(file, { force: true })
}

function counting(name, count, status) {
  const isFine = status === 0
  const counted = count?.(report(name)) ?? { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, failures: [] }
  // A suite that could not run has failed, whatever its report holds.
  if (!isFine && counted.failed === 0) {
    counted.failed = 1
    counted.failures = [
      { file: '', name: `no test, but it ended with ${status}`, isRunners: count === countVitest },
    ]
  }
  if (counted.passed + counted.failed === 0) counted.failed = 1
  return counted
}

function run([command, ...args], env) {
  return new Promise((resolve) => {
    running = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit' })
    running.once('error', () => resolve(1))
    running.once('exit', (code, signal) => {
      running = undefined
      resolve(code ?? signal)
    })
  })
}

function finish(results) {
  console.log('')
  for (const { name, passed, failed, seconds } of results)
    console.log(
      `${name.padEnd(10)} ${String(passed).padStart(5)} passed ${String(failed).padStart(5)} failed${seconds === undefined ? '' : ` ${String(seconds).padStart(5)} s`}`,
    )
  tellFailures(results)
  const sum = (key) => results.reduce((total, each) => total + each[key], 0)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
  return sum('failed') === 0 ? 0 : 1
}

/** The last lines of a log are what is read: they say what failed and with which words, under its part. */
function tellFailures(results) {
  let left = NAMED
  const tell = ({ name, text }) => {
    console.log(`  ${name}`)
    for (const line of saidOf(text)) console.log(`    ${line}`)
  }
  for (const { name, unsteady = [] } of results)
    for (const each of unsteady) {
      console.log(`\nOnly at the second try, in ${name}:`)
      tell(each)
    }
  for (const { name, failed, failures = [] } of results) {
    if (failed === 0 || left === 0) continue
    console.log(`\nFailed in ${name}:`)
    const named = failures.slice(0, left)
    for (const each of named) tell(each)
    left -= named.length
    if (failed > named.length) console.log(`  and ${failed - named.length} more: see above`)
  }
}
