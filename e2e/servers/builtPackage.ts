import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const DIST = resolve(ROOT, 'dist/package')
const CACHE = resolve(ROOT, 'node_modules/.cache')

let built: string | undefined

/** The folder of the package for other programs: what was built where that is of this tree, else built now. */
export function builtPackage(): string {
  if (process.env.HOVERBOARD_BUILT === '1' && existsSync(DIST)) return DIST
  built ??= buildNow()
  return built
}

function buildNow(): string {
  mkdirSync(CACHE, { recursive: true })
  // Inside of our tree, where the packages that it needs are found.
  const folder = mkdtempSync(join(CACHE, 'package-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const script = resolve(ROOT, 'server/package/build.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, folder], { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The package could not be built:\n${stderr}`)
  return folder
}
