import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { type Found, isOlder, moderationIn, type Prosody, readScript, which } from './prosodyScript.ts'
import { unpackDebian } from './unpack.ts'

type Say = (text: string) => void

/** Prosody from the PATH when it can do all we need; else from the system's packages, unpacked into `cache`. */
export async function findProsody(cache: string, say: Say): Promise<Found> {
  let onPath = inspect(which('prosody'))
  const canUnpack = which('apt-get') !== undefined && which('dpkg-deb') !== undefined
  const isComplete = () => onPath.prosody?.hasSqlite === true && onPath.prosody.openssl !== ''
  if (isComplete() && onPath.prosody) return { ok: true, prosody: onPath.prosody }
  let why = onPath.problem ?? 'There is no Prosody on the PATH.'
  if (canUnpack) {
    const unpacked = await unpackDebian(cache, onPath.prosody ? which('prosody') : undefined, say)
    if (unpacked.ok) return unpacked
    why = unpacked.problem
  } else if (!onPath.prosody && which('brew') && (await askForBrew(say))) onPath = inspect(which('prosody'))
  if (!onPath.prosody) return { ok: false, problem: waysOut(onPath.problem ?? why) }
  if (!onPath.prosody.openssl) return { ok: false, problem: waysOut('There is no openssl on the PATH.') }
  return { ok: true, prosody: onPath.prosody }
}

function inspect(script: string | undefined): { prosody?: Prosody; problem?: string } {
  if (script === undefined) return {}
  const { interpreter, sourceFolder } = readScript(script)
  const version = versionOf(sourceFolder)
  if (version && isOlder(version))
    return { problem: `Prosody ${version} is too old: 0.12 or newer is needed.` }
  const hasSqlite =
    interpreter !== undefined &&
    spawnSync(interpreter, ['-e', 'require "DBI"; require "dbd.sqlite3"'], { stdio: 'ignore' }).status === 0
  const openssl = which('openssl') ?? ''
  const moderationFolder = moderationIn(sourceFolder ? [join(sourceFolder, 'modules')] : [])
  return { prosody: { command: script, args: [], env: {}, openssl, hasSqlite, moderationFolder } }
}

function versionOf(folder: string | undefined): string | undefined {
  try {
    return folder && readFileSync(join(folder, 'prosody.version'), 'utf8').trim()
  } catch {
    return undefined
  }
}

async function askForBrew(say: Say): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(
    'Prosody, the XMPP server, is missing. Install it with Homebrew? [Y/n] ',
  )
  terminal.close()
  if (/^\s*n/iu.test(answer)) return false
  say('Homebrew installs Prosody')
  try {
    execFileSync('brew', ['install', 'prosody/prosody/prosody'], { stdio: 'inherit' })
    return true
  } catch {
    return false
  }
}

/** What a person can do where no server can be found or fetched. */
export const waysOut = (why: string) => `${why}

Hoverboard needs Prosody 0.12 or newer, or any XMPP server that you name. One of these helps:

  Debian, Ubuntu   sudo apt-get install prosody lua-dbi-sqlite3
  macOS            brew install prosody/prosody/prosody
  Fedora           sudo dnf install prosody lua-dbi
  Arch Linux       sudo pacman -S prosody lua-dbi
  in a container   docker run --rm -it -p 127.0.0.1:3000:3000 -e HOST=0.0.0.0 -v "$PWD":/app -v /app/node_modules \\
                     -w /app node:22 npm start
  another server   XMPP_SERVICE=xmpp://host:5222 XMPP_DOMAINS=example.org npm start

Then start again.`
