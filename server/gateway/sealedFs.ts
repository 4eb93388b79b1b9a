import { chmod, mkdir, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises'

/** What the sealed store asks of a disk. */
export interface SealedFs {
  chmod(path: string, mode: number): Promise<void>
  mkdir(path: string, options: { recursive: true; mode: number }): Promise<unknown>
  readdir(path: string): Promise<string[]>
  readFile(path: string, encoding: 'utf8'): Promise<string>
  rename(from: string, to: string): Promise<void>
  stat(path: string): Promise<{ mtimeMs: number }>
  unlink(path: string): Promise<void>
  writeFile(path: string, text: string, options: { mode: number }): Promise<void>
}

export const disk: SealedFs = { chmod, mkdir, readdir, readFile, rename, stat, unlink, writeFile }
