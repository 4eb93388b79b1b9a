import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, from the sources and from the bundle alike. */
export const projectRoot: string = find(dirname(fileURLToPath(import.meta.url)))

function find(folder: string): string {
  if (existsSync(join(folder, 'server', 'embedded'))) return folder
  const parent = dirname(folder)
  return parent === folder ? process.cwd() : find(parent)
}
