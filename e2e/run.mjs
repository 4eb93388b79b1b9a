import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { ensurePackages } from './packages.mjs'

// `node e2e/run.mjs perf|screens|faults [name…]`: builds (unless `--no-build`), and runs what measures, photographs or
// troubles the build. Each starts the servers and gateways that it needs, with the parts in `servers/`.

const ROOT = resolve(import.meta.dirname, '..')
const ENTRIES = {
  perf: 'e2e/perf/bench.ts',
  screens: 'e2e/screens/screens.ts',
  faults: 'e2e/faults/faults.ts',
}

const [what = '', ...rest] = process.argv.slice(2)
const names = rest.filter((each) => each !== '--no-build')
if (!Object.hasOwn(ENTRIES, what)) {
  console.error(`Say what to run: node e2e/run.mjs ${Object.keys(ENTRIES).join('|')} [name…] [--no-build]`)
  process.exit(2)
}

const missing = ensurePackages([what])
if (missing) {
  console.error(missing)
  process.exit(1)
}
const env = { ...process.env, HOVERBOARD_BUILT: '1' }
const run = (command, args) => spawnSync(command, args, { cwd: ROOT, env, stdio: 'inherit' }).status ?? 1
const built = rest.length > names.length ? 0 : run('npm', ['run', '--silent', 'build'])
process.exit(
  built === 0 ? run(process.execPath, ['--import', 'tsx', join(ROOT, ENTRIES[what]), ...names]) : 1,
)
