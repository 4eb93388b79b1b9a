import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { birthOf, isAlive } from './processes.ts'

export interface Lock {
  release(): void
}

interface Holder {
  pid: number
  birth: string
}

/** Takes a folder for this process, or says which process has it. What a dead process left behind is taken over. */
export function takeLock(file: string): { ok: true; lock: Lock } | { ok: false; pid: number } {
  const me: Holder = { pid: process.pid, birth: birthOf(process.pid) }
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, JSON.stringify(me))
  try {
    for (let tries = 0; tries < 20; tries++) {
      try {
        // A link appears whole or not at all; a file that is created and then written can be read half.
        linkSync(mine, file)
        return { ok: true, lock: { release: () => release(file) } }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = read(file)
      if (holder && isAlive(holder.pid) && birthOf(holder.pid) === holder.birth)
        return { ok: false, pid: holder.pid }
      rmSync(file, { force: true })
    }
    return { ok: false, pid: read(file)?.pid ?? 0 }
  } finally {
    rmSync(mine, { force: true })
  }
}

function release(file: string): void {
  if (read(file)?.pid === process.pid) rmSync(file, { force: true })
}

function read(file: string): Holder | undefined {
  try {
    const { pid, birth } = JSON.parse(readFileSync(file, 'utf8'))
    return Number.isInteger(pid) && pid > 0 && typeof birth === 'string' ? { pid, birth } : undefined
  } catch {
    return undefined
  }
}
