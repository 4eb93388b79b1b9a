import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { takeDataFolder, WAY_OUT } from './dataFolder.ts'

let home = ''
const said: string[] = []
const say = (text: string) => void said.push(text)
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'data-'))
  said.length = 0
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function config(dataDir: string, isDataDirNamed: boolean) {
  const read = readConfig({})
  if (!read.ok) throw new Error(read.errors.join('\n'))
  return { ...read.config, dataDir, isDataDirNamed }
}

test('a second one beside the first takes a folder of its own, and says which', () => {
  const folder = join(home, '.data')
  const first = takeDataFolder(config(folder, false), say)
  const second = takeDataFolder(config(folder, false), say)
  expect([first.folder, second.folder]).toEqual([folder, `${folder}-2`])
  expect(said).toEqual([
    `${folder} is in use by another Hoverboard (process ${process.pid}). This one takes ${folder}-2`,
  ])
  second.release()
  first.release()
  expect([existsSync(join(folder, 'lock')), takeDataFolder(config(folder, false), say).folder]).toEqual([
    false,
    folder,
  ])
})

test('a folder that was named is not shared, and the refusal names who has it and the way out', () => {
  const folder = join(home, 'named')
  const first = takeDataFolder(config(folder, true), say)
  expect(() => takeDataFolder(config(folder, true), say)).toThrow(
    `${folder} is in use by another Hoverboard (process ${process.pid}). ${WAY_OUT}`,
  )
  first.release()
  expect(takeDataFolder(config(folder, true), say).folder).toBe(folder)
})

test('a disk that takes no writes is no reason not to serve', () => {
  const file = join(home, 'file')
  writeFileSync(file, '')
  const folder = join(file, 'data')
  expect(takeDataFolder(config(folder, true), say).folder).toBe(folder)
  expect(said).toEqual([])
})
