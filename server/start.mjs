// `npm start`. Until the dependencies are installed there is only Node itself: nothing else may be imported here.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashOf, isInstalled, isNewEnough, takeTurn } from './startSteps.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (...names) => join(root, ...names)
const say = (text) => process.stdout.write(`${text}\n`)

if (!isNewEnough(process.versions.node)) {
  process.stderr.write(`Hoverboard needs Node 20.19 or newer, and this is ${process.versions.node}.\n`)
  process.exit(1)
}

let child
const stop = () => {
  child?.kill('SIGTERM')
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)

mkdirSync(at('.cache'), { recursive: true })
// Two first starts side by side would install over each other.
const turn = await takeTurn(at('.cache', 'start.lock'), () =>
  say('Another start is at work here: waiting for it'),
)
process.on('exit', turn.end)
await install()
await build()
turn.end()
process.removeListener('exit', turn.end)

// From here on the gateway answers signals itself; there is no process between it and the terminal.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(signal, stop)
process.env.NODE_ENV ??= 'production'
// The packages would print every payload for it, passwords and all; in the bundle they load before any code of ours.
delete process.env.DEBUG
await import(new URL('../dist/server/main.js', import.meta.url).href)

async function install() {
  const locked = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'))
  if (isInstalled(locked, readJson(at('node_modules', '.package-lock.json')))) return
  say('Installing the locked dependencies (the first time takes a minute)')
  const options = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  // The very npm that started us, where there is one; another may be of another Node.
  const npm = process.env.npm_execpath
  const [command, ...args] = npm?.endsWith('.js') ? [process.execPath, npm, ...options] : ['npm', ...options]
  await run(command, args, 'The dependencies could not be installed.')
}

async function build() {
  const stamp = at('dist', 'stamp')
  const sources = ['package-lock.json', 'vite.config.ts', 'server', 'shared', 'web'].map((name) => at(name))
  const hash = hashOf(sources)
  if (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === hash &&
    existsSync(at('dist', 'server', 'main.js'))
  )
    return
  if (!statSync(at('web', 'index.html'), { throwIfNoEntry: false }))
    fail('web/index.html is missing: this copy of Hoverboard is not complete.')
  rmSync(stamp, { force: true })
  const vite = at('node_modules', 'vite', 'bin', 'vite.js')
  say('Building the page')
  await run(process.execPath, [vite, 'build'], 'The page could not be built.')
  say('Building the gateway')
  await run(process.execPath, [vite, 'build', '--ssr', 'server/main.ts'], 'The gateway could not be built.')
  writeFileSync(stamp, hash)
}

// What a step prints matters only when it fails.
async function run(command, args, otherwise) {
  let output = ''
  const code = await new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', NODE_ENV: args.includes('build') ? 'production' : '' }
    child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk
      })
    child.on('error', (error) => {
      output += error.message
      resolve(1)
    })
    child.on('close', resolve)
  })
  child = undefined
  if (code !== 0) fail(`${output.trim()}\n\n${otherwise}`)
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function fail(text) {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}
