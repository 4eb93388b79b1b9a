import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

// What the tests need of the system: where it is missing on Debian or Ubuntu, root installs it; elsewhere it is named.

// The database is what lets ejabberd search its archives.
const DATABASE = ['mariadb-server-core', 'erlang-p1-mysql']
const SERVERS = ['prosody', 'lua-dbi-sqlite3', 'prosody-modules', 'ejabberd', 'erlang-p1-sqlite3', 'openssl']
const BROWSER = ['chromium', 'fonts-dejavu-core', 'fonts-noto-color-emoji']
const CLIENTS = ['python3-slixmpp']
// `script` is of bsdutils; clocks that go wrong are of faketime.
const TROUBLE = ['profanity', 'bsdutils', 'faketime']
const NEEDS = {
  // Its parser is the judge of ours.
  unit: ['openssl', 'python3'],
  live: [...SERVERS, ...DATABASE],
  browser: [...SERVERS, ...BROWSER, ...CLIENTS],
  faults: [...SERVERS, ...BROWSER, ...CLIENTS, ...TROUBLE],
}
const POLICY = '/usr/sbin/policy-rc.d'
/** As long as another run may take to install everything. */
const PATIENCE_MS = 5 * 60_000

/** Installs what these parts need. An error text says what a person can do about it. */
export function ensurePackages(parts) {
  const wanted = [...new Set(parts.flatMap((part) => NEEDS[part] ?? []))]
  if (wanted.length === 0) return undefined
  const system = systemOf()
  if (system !== 'debian' && system !== 'ubuntu') return elsewhere(wanted)
  // Ubuntu's chromium is a snap; there, Playwright's own browser takes its place.
  const missing = wanted.filter((name) => !(name === 'chromium' && system === 'ubuntu') && !isInstalled(name))
  if (missing.length > 0) {
    const error = install(missing)
    if (error) return error
  }
  return system === 'ubuntu' && parts.includes('browser') ? installBrowser() : undefined
}

function systemOf() {
  try {
    return /^ID=(.*)$/mu.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]?.replaceAll('"', '')
  } catch {
    return process.platform
  }
}

function isInstalled(name) {
  const { stdout } = spawnSync('dpkg-query', ['--status', name], { encoding: 'utf8' })
  return stdout?.includes('\nStatus: install ok installed\n') ?? false
}

function install(missing) {
  console.log(`Installing ${missing.join(', ')}`)
  const isRoot = process.getuid?.() === 0
  if (!isRoot && spawnSync('sudo', ['-n', 'true']).status !== 0)
    return `The tests need packages that only root can install. Run: sudo apt-get install --no-install-recommends ${missing.join(' ')}`
  const root = isRoot ? [] : ['sudo', '-n']
  // Packages of servers start them. invoke-rc.d asks this file first; where there is one already, it is the operator's.
  const isOurs = isRoot && !existsSync(POLICY)
  if (isOurs) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' }
    const apt = (...args) => {
      const [command = '', ...rest] = [...root, 'apt-get', '-qq', ...args]
      const until = Date.now() + PATIENCE_MS
      for (;;) {
        const { status, stderr } = spawnSync(command, rest, {
          env,
          stdio: ['ignore', 'ignore', 'pipe'],
          encoding: 'utf8',
        })
        if (status === 0) return true
        // Another run installs. apt itself waits for dpkg's lock alone, and only where it is asked to.
        if (!/Could not get lock/u.test(stderr ?? '') || Date.now() > until) {
          process.stderr.write(stderr ?? '')
          return false
        }
        spawnSync('sleep', ['2'])
      }
    }
    const add = () => apt('install', '-y', '--no-install-recommends', ...missing)
    if (add() || (apt('update') && add())) return undefined
    return `apt-get could not install ${missing.join(', ')}. Run it by hand to see why.`
  } finally {
    if (isOurs) rmSync(POLICY, { force: true })
  }
}

function installBrowser() {
  const { status } = spawnSync('npx', ['playwright', 'install', '--with-deps', 'chromium'], {
    stdio: 'inherit',
  })
  return status === 0 ? undefined : 'Chromium could not be installed. Run: npx playwright install chromium'
}

function elsewhere(wanted) {
  const commands = { prosody: 'prosodyctl', ejabberd: 'ejabberdctl', openssl: 'openssl' }
  const missing = wanted.filter((name) => {
    const command = commands[name]
    // Not run: ejabberdctl would start a daemon that outlives it.
    return command !== undefined && spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0
  })
  if (missing.length === 0) return undefined
  return [
    `These are missing: ${missing.join(', ')}. The tests run as they are on Debian and Ubuntu; anywhere else, in a container:`,
    '  docker run --rm -v "$PWD":/src:ro node:22-bookworm sh -c "cp -r /src /app && cd /app && rm -rf node_modules && npm test"',
  ].join('\n')
}
