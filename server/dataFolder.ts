import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from './config.ts'
import { takeLock } from './embedded/lock.ts'

const FOLDERS = 9

/** A folder that no other Hoverboard uses; each would end the sessions that the other brought back. */
export interface DataFolder {
  folder: string
  release(): void
}

/**
 * Takes the data folder for this process. One that was named is taken or refused; the default one gives way to a
 * neighbour. A disk that takes no writes is no reason not to serve.
 */
export function takeDataFolder(config: Config, say: (text: string) => void): DataFolder {
  for (let number = 1; ; number++) {
    const folder = number === 1 ? config.dataDir : `${config.dataDir}-${number}`
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const taken = takeLock(join(folder, 'lock'))
      if (taken.ok) return { folder, release: () => taken.lock.release() }
      const isInUse = inUse(folder, taken.pid)
      if (config.isDataDirNamed || number >= FOLDERS) throw new Error(`${isInUse} ${WAY_OUT}`)
      say(`${isInUse} This one takes ${config.dataDir}-${number + 1}`)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error
      return { folder, release() {} }
    }
  }
}

export const WAY_OUT = 'Stop that one, or name another folder with HOVERBOARD_DATA.'

const inUse = (folder: string, pid: number) =>
  `${resolve(folder)} is in use by another Hoverboard (process ${pid}).`
