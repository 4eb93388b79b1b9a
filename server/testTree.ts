import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** One import: the file, or the package, it names; `isType` when nothing of it is left at run time. */
export interface Import {
  target: string
  isType: boolean
}

export interface SourceFile {
  path: string
  text: string
  lines: number
  imports: Import[]
}

const IGNORED = new Set(['node_modules', 'dist', 'fixtures', 'locales', 'public'])
const CODE = /\.(?:tsx?|mjs|cjs)$/u
const STATEMENT =
  /^\s*(?:import|export)\s+(type\s)?(?:[\w*{},\s$]+?\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|\brequire\(\s*['"]([^'"]+)['"]\)|\bcreateRequire\([^)]*\)\(\s*['"]([^'"]+)['"]/gmu

/** Tests, and what only tests use. */
export const isTest = (path: string) =>
  /\.test\.tsx?$|^(?:server|shared|web)\/(?:.*\/)?test[A-Z][^/]*$|^server\/live\//u.test(path)

/** Every file of our own, with what it imports. */
export function readTree(): SourceFile[] {
  return ['shared', 'server', 'web', 'e2e'].flatMap(walk).map((path) => {
    const text = readFileSync(path, 'utf8')
    return {
      path,
      text,
      lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
      imports: CODE.test(path) ? importsOf(path, text) : [],
    }
  })
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return IGNORED.has(entry.name) ? [] : walk(`${folder}/${entry.name}`)
    return CODE.test(entry.name) || entry.name.endsWith('.css') ? [`${folder}/${entry.name}`] : []
  })
}

export function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(STATEMENT)].map(([, type, ...names]) => {
    const name = names.find((each) => each !== undefined) ?? ''
    return { target: resolve(path, name), isType: type !== undefined }
  })
}

/** A path from the root for files of our own, and the name as it stands for anything else. */
function resolve(from: string, name: string): string {
  if (name.startsWith('#protocol/')) return `shared/protocol/${name.slice('#protocol/'.length)}`
  if (!name.startsWith('.')) return name
  return normalize(join(dirname(from), name))
}

/** Imports that lead to no file. */
export function dangling(files: SourceFile[]): string[] {
  return files.flatMap(({ path, imports }) =>
    imports
      .map(({ target }) => target)
      .filter((target) => /^(?:shared|server|web|e2e)\//u.test(target) && !existsSync(target))
      .map((target) => `${path} imports ${target}, which does not exist`),
  )
}

/** The first circle found from each file, as a path that ends where it began. */
export function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>()
  const found: string[][] = []
  const visit = (node: string, trail: string[]): void => {
    const at = trail.indexOf(node)
    if (at !== -1) {
      found.push([...trail.slice(at), node])
      return
    }
    if (done.has(node)) return
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node])
    done.add(node)
  }
  for (const node of graph.keys()) visit(node, [])
  return found
}
