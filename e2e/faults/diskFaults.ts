import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fault } from './fault.ts'

/** A disk of one megabyte. */
function smallDisk(): { data: string; remove(): void } {
  const data = mkdtempSync(join(tmpdir(), 'hoverboard-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=700', 'tmpfs', data])
  return {
    data,
    remove() {
      execFileSync('umount', ['--lazy', data])
      rmSync(data, { recursive: true, force: true })
    },
  }
}

function fill(folder: string): void {
  const file = join(folder, 'something-else')
  for (const size of [64 * 1024, 1024, 1])
    try {
      for (;;) appendFileSync(file, Buffer.alloc(size))
    } catch {
      // Full, for pieces of this size.
    }
}

export const diskFaults: Fault[] = [
  {
    id: 'F25',
    title: 'the gateway’s disk is full, then read-only',
    seconds: 15,
    disk: smallDisk,
    async run(stage, pace) {
      const { data, pid } = stage.gateway
      const health = async () => {
        const response = await fetch(`${stage.gateway.url}/health`)
        return { ok: response.ok, ...((await response.json()) as { status: string }) }
      }
      const signIn = () =>
        fetch(`${stage.gateway.url}/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: stage.gateway.url },
          body: JSON.stringify({ kind: 'password', ...stage.casting.accounts.get('sam') }),
        })
      fill(data)
      const late = await signIn()
      stage.observe('somebody still gets in', late.ok, `${late.status}`)
      await pace.really(2)
      const full = await health()
      stage.observe('it serves, and says so', full.ok && full.status !== 'ok', full.status)
      rmSync(join(data, 'something-else'))
      execFileSync('mount', ['-o', 'remount,ro', data])
      await signIn()
      await pace.really(2)
      const still = await health()
      stage.observe('read-only: it serves, and says so', still.ok && still.status !== 'ok', still.status)
      execFileSync('mount', ['-o', 'remount,rw', data])
      await pace.really(2)
      stage.observe('the same process', stage.gateway.isRunning() && stage.gateway.pid === pid)
      const headers = {
        origin: stage.gateway.url,
        cookie: (late.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
      }
      await fetch(`${stage.gateway.url}/session`, { method: 'DELETE', headers })
    },
  },
]
