import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { commandOf, endProcess, isAlive } from './processes.ts'
import type { Prosody } from './prosodyScript.ts'

const START_MS = 30_000
const STOP_MS = 3000

/** What `mod_hoverboard.lua` says when the server can be used. */
export interface Ready {
  ready: boolean
  problem?: string
  version: string
  sql: boolean
  missing: number[]
}

export interface ProsodyProcess {
  ready: Ready
  pid: number
  /** Resolves when the process is gone, wanted or not. */
  exited: Promise<void>
  stop(): Promise<void>
}

/** Starts Prosody in the foreground and waits for its word. Throws with its last lines when that does not come. */
export async function startProsody(
  prosody: Prosody,
  configFile: string,
  folder: string,
): Promise<ProsodyProcess> {
  const child = spawn(prosody.command, [...prosody.args, '--config', configFile, '-F'], {
    cwd: folder,
    env: { ...process.env, ...prosody.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // Its own group: Ctrl-C in a terminal must reach the gateway first, which ends the sessions.
    detached: true,
  })
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  child.stdin.on('error', () => {})
  try {
    const ready = await waitForWord(child, exited)
    return { ready, pid: child.pid ?? 0, exited, stop: () => stop(child, exited) }
  } catch (error) {
    await stop(child, exited)
    throw error
  }
}

function waitForWord(child: ChildProcess, exited: Promise<void>): Promise<Ready> {
  return new Promise((resolve, reject) => {
    let said = ''
    let rest = ''
    const timer = setTimeout(() => reject(new Error('Prosody did not start within 30 s.')), START_MS)
    const fail = (text: string) => {
      clearTimeout(timer)
      reject(new Error(text))
    }
    const listen = (chunk: Buffer) => {
      said = (said + chunk).slice(-4000)
      const lines = (rest + chunk).split('\n')
      rest = (lines.pop() ?? '').slice(-4000)
      for (const line of lines) {
        const word = parse(line)
        if (word) {
          clearTimeout(timer)
          resolve(word)
        }
      }
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-4000)
    })
    child.once('error', (error) => fail(`Prosody could not be run: ${error.message}`))
    exited.then(() => fail(`Prosody ended at its start.\n${said.trim().split('\n').slice(-8).join('\n')}`))
  })
}

function parse(line: string): Ready | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const word = JSON.parse(line)
    // Lua has one kind of table: an empty list is written as an object.
    return { ...word, missing: Array.isArray(word.missing) ? word.missing : [] }
  } catch {
    return undefined
  }
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const insist = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await exited
  clearTimeout(insist)
}

/** Ends the Prosody that a killed gateway left behind with this configuration, and no other process. */
export async function endLeftover(pidFile: string, configFile: string): Promise<void> {
  let pid = 0
  try {
    pid = Number(readFileSync(pidFile, 'utf8').trim())
  } catch {
    return
  }
  if (Number.isInteger(pid) && pid > 1 && isAlive(pid) && commandOf(pid).includes(configFile))
    await endProcess(pid)
  rmSync(pidFile, { force: true })
}
