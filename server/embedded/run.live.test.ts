import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { isAlive } from './processes.ts'

const ENTRY = ['--import', 'tsx', 'server/embedded/run.ts']
let folder = ''
const children: ChildProcess[] = []

interface Facts {
  pid: number
  ports: Record<string, number>
  accounts: { jid: string }[]
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.stdin?.end()
    await ended(child)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function start(): Promise<{ child: ChildProcess; facts: Facts | undefined; said: string }> {
  const child = spawn(process.execPath, [...ENTRY, '--data', folder], { stdio: ['pipe', 'pipe', 'pipe'] })
  children.push(child)
  let line = ''
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const facts = await new Promise<Facts | undefined>((resolve) => {
    child.stdout.on('data', (chunk) => {
      line += chunk
      if (line.includes('\n')) resolve(JSON.parse(line))
    })
    child.once('close', () => resolve(undefined))
  })
  return { child, facts, said }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => child.once('close', () => resolve()))
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isAlive(pid); tries++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  return !isAlive(pid)
}

const pidOf = (facts: Facts | undefined) => facts?.pid ?? 0

test('Prosody ends with whoever started it, even when that is killed', async () => {
  const { child, facts } = await start()
  expect(isAlive(pidOf(facts))).toBe(true)
  child.kill('SIGKILL')
  expect(await isGone(pidOf(facts))).toBe(true)
})

test('one that hangs and was left behind is ended at the next start, and nothing is filled twice', async () => {
  const first = await start()
  process.kill(pidOf(first.facts), 'SIGSTOP')
  first.child.kill('SIGKILL')
  await ended(first.child)
  const { facts } = await start()
  expect(facts?.accounts).toHaveLength(5)
  expect(facts?.pid).not.toBe(pidOf(first.facts))
  expect(isAlive(pidOf(first.facts))).toBe(false)
  expect(readdirSync(join(folder, 'prosody')).filter((name) => name.startsWith('seeded-'))).toHaveLength(1)
})

test('a folder in use is refused, and its owner is not disturbed', async () => {
  const { child, facts } = await start()
  const second = await start()
  expect(second.facts).toBeUndefined()
  expect(second.said).toContain(`process ${child.pid}`)
  expect(isAlive(pidOf(facts))).toBe(true)
})

test('SIGTERM stops it with the exit code 0, lets the folder go, and the ports stay the same', async () => {
  const first = await start()
  first.child.kill('SIGTERM')
  await ended(first.child)
  expect(first.child.exitCode).toBe(0)
  expect(isAlive(pidOf(first.facts))).toBe(false)
  expect(existsSync(join(folder, 'lock'))).toBe(false)
  const second = await start()
  expect(second.facts?.ports).toEqual(first.facts?.ports)
})
