import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Whether this Node runs what we are made of. */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 20 || (major === 20 && minor >= 19)
}

/** Whether npm's own note of what is installed holds all that is locked; packages for other machines are left out. */
export function isInstalled(locked, installed) {
  if (!installed?.packages) return false
  return Object.entries(locked.packages).every(([path, { version, optional, peer, link, resolved }]) => {
    const there = installed.packages[path]
    if (path === '' || (there === undefined && (optional || peer))) return true
    return there !== undefined && (link ? there.resolved === resolved : there.version === version)
  })
}

/** A hash of all sources under the paths; tests and notes are no part of what is built. */
export function hashOf(paths) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats === undefined) return
    if (stats.isDirectory()) {
      if (basename(path) === 'node_modules') return
      for (const name of readdirSync(path).sort()) visit(join(path, name))
    } else if (!/\.test\.tsx?$|\.md$/u.test(path)) hash.update(path).update('\0').update(readFileSync(path))
  }
  for (const path of paths) visit(path)
  return hash.digest('hex')
}

/** Waits until no other start works here. What a dead one left behind does not count. */
export async function takeTurn(file, onWait) {
  for (let waited = false; ; ) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return { end: () => rmSync(file, { force: true }) }
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (!isAtWork(file)) {
      rmSync(file, { force: true })
      continue
    }
    if (!waited) onWait()
    waited = true
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

function isAtWork(file) {
  try {
    const { mtimeMs } = statSync(file)
    const pid = Number(readFileSync(file, 'utf8'))
    // Written a moment ago and still empty: its owner is alive. Older than any start takes: its number is another's.
    if (!pid) return Date.now() - mtimeMs < 1000
    if (Date.now() - mtimeMs > 15 * 60_000) return false
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
