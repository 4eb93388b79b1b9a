import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Found, isOlder, moderationIn, readScript, which } from './prosodyScript.ts'

const run = promisify(execFile)

/**
 * Debian's and Ubuntu's own packages, checked by apt against the system's keys, unpacked into a folder of ours. Needs
 * no root, starts no service and changes nothing outside the folder. What the system already has is used from there.
 */
export async function unpackDebian(
  cache: string,
  systemScript: string | undefined,
  say: (text: string) => void,
): Promise<Found> {
  const root = resolve(cache)
  try {
    if (!existsSync(join(root, 'done'))) {
      say('Fetching Prosody from the packages of this system (about 2 MB; nothing is installed)')
      await fetchInto(root)
    }
    return describe(root, systemScript)
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string }
    const reason = (stderr || message).trim().split('\n').slice(-3).join(' ')
    return { ok: false, problem: `Prosody could not be fetched from the packages of this system: ${reason}` }
  }
}

async function fetchInto(root: string): Promise<void> {
  mkdirSync(join(root, '..'), { recursive: true })
  const scratch = mkdtempSync(`${root}-`)
  try {
    const options = ['-o', 'Debug::NoLocking=1', '-o', 'APT::Sandbox::User=root', '-q']
    try {
      await download(scratch, options)
    } catch {
      // Slim images come without package lists, others with lists of last year: fetch our own.
      const own = ['lists/partial', 'archives/partial'].map((name) => join(scratch, 'apt', name))
      for (const folder of own) mkdirSync(folder, { recursive: true })
      options.push('-o', `Dir::State::lists=${join(scratch, 'apt/lists')}`)
      options.push('-o', `Dir::Cache=${join(scratch, 'apt')}`)
      await run('apt-get', [...options, 'update'])
      await download(scratch, options)
    }
    for (const name of readdirSync(scratch).filter((file) => file.endsWith('.deb')))
      await run('dpkg-deb', ['-x', join(scratch, name), join(scratch, 'root')])
    writeFileSync(join(scratch, 'root', 'done'), '')
    rmSync(root, { recursive: true, force: true })
    renameSync(join(scratch, 'root'), root)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function download(folder: string, options: string[]): Promise<void> {
  const names = ['prosody', 'lua-dbi-sqlite3', ...(which('openssl') ? [] : ['openssl'])]
  const simulate = (wanted: string[]) =>
    run('apt-get', [...options, '-s', '--no-install-recommends', 'install', ...wanted], { cwd: folder })
  // More than Prosody brings; a system that does not have them starts without.
  const plan = await simulate([...names, 'prosody-modules']).catch(() => simulate(names))
  const missing = [...plan.stdout.matchAll(/^Inst (\S+)/gmu)].map((match) => match[1] ?? '')
  const version = /^Inst prosody \(([^\s)]+)/mu.exec(plan.stdout)?.[1]
  if (version && isOlder(version))
    throw new Error(`they hold Prosody ${version}, and 0.12 or newer is needed`)
  if (missing.length > 0) await run('apt-get', [...options, 'download', ...missing], { cwd: folder })
}

function describe(root: string, systemScript: string | undefined): Found {
  const own = join(root, 'usr/bin/prosody')
  const script = existsSync(own) ? own : systemScript
  if (script === undefined) throw new Error('the packages hold no Prosody')
  const { interpreter = 'lua5.4', sourceFolder = '/usr/lib/prosody' } = readScript(script)
  const version = /\d\.\d/u.exec(interpreter)?.[0] ?? '5.4'
  const libraries = librariesOf(root)
  const lua = (folder: string) => `${folder}/?.lua;${folder}/?/init.lua`
  const env = {
    LD_LIBRARY_PATH: libraries.join(':'),
    [`LUA_PATH_${version.replace('.', '_')}`]: `${lua(join(root, 'usr/share/lua', version))};;`,
    [`LUA_CPATH_${version.replace('.', '_')}`]: `${libraries.map((folder) => `${folder}/lua/${version}/?.so`).join(';')};;`,
  }
  const command = firstOf(join(root, 'usr/bin', interpreter), interpreter)
  const openssl = which('openssl') ?? firstOf(join(root, 'usr/bin/openssl'), '')
  const start = script === own ? relocated(root, own, sourceFolder) : script
  const modules = [join(root, 'usr/lib/prosody'), sourceFolder].map((folder) => join(folder, 'modules'))
  const moderationFolder = moderationIn(modules)
  return { ok: true, prosody: { command, args: [start], env, openssl, hasSqlite: true, moderationFolder } }
}

const firstOf = (file: string, otherwise: string) => (existsSync(file) ? file : otherwise)

// `lib` and `usr/lib`, and in each the folder of this machine's architecture.
function librariesOf(root: string): string[] {
  return ['usr/lib', 'lib']
    .map((name) => join(root, name))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => [
      folder,
      ...readdirSync(folder)
        .filter((name) => name.includes('-linux-'))
        .map((name) => join(folder, name)),
    ])
}

// Prosody's start script names its folders at the top; here they are others.
function relocated(root: string, script: string, sourceFolder: string): string {
  const start = join(root, 'start.lua')
  const text = readFileSync(script, 'utf8')
    .replace(/^#!.*$/mu, '')
    .replaceAll(`'${sourceFolder}`, `'${join(root, sourceFolder)}`)
  writeFileSync(start, text)
  return start
}
