import { readdirSync, readFileSync } from 'node:fs'

/** A test that names an event: its file, and its title where the name stands inside one. */
export interface Mention {
  file: string
  title: string | undefined
}

const FOLDERS = ['shared', 'server', 'web', 'e2e']
const IGNORED = new Set(['node_modules', 'dist', 'fixtures', 'locales', 'reference'])
const TEST = /\.(?:test|spec)\.tsx?$/u
const NAME = /['"`](xmpp\.[a-z]+(?:\.[a-z]+)*)['"`]/gu
// What stands first in the parentheses of a test, or of the table of cases before it.
const TITLE = /(?:\b(?:test|it)(?:\.\w+(?:\(\w+\))?)*|\))\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1\s*,/gsu

/** Which tests name which events: a look through all files of tests. */
export function readMentions(root = '.'): Map<string, Mention[]> {
  const found = new Map<string, Mention[]>()
  for (const file of FOLDERS.flatMap((folder) => walk(root, folder)).sort()) {
    const text = readFileSync(`${root}/${file}`, 'utf8')
    const titles = [...text.matchAll(TITLE)].map(({ index, 2: title = '' }) => ({ index, title }))
    for (const { index, 1: name = '' } of text.matchAll(NAME)) {
      const title = titles.findLast((each) => each.index < index)?.title.replace(/\\(['"`])/gu, '$1')
      const list = found.get(name) ?? []
      if (!list.some((each) => each.file === file && each.title === title)) list.push({ file, title })
      found.set(name, list)
    }
  }
  return found
}

function walk(root: string, folder: string): string[] {
  return readdirSync(`${root}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return IGNORED.has(entry.name) ? [] : walk(root, path)
    return TEST.test(entry.name) ? [path] : []
  })
}

/** The one test that says most of an event: that of its slice on real servers, else another there, else any. */
export function bestTest(mentions: readonly Mention[], slice: string): string | undefined {
  const files = [...new Set(mentions.map(({ file }) => file))]
  const wanted = [
    (file: string) => file === `server/live/${slice}.live.test.ts`,
    (file: string) => file.startsWith('server/live/') && !/hostile|limits|redaction/u.test(file),
    (file: string) => file.startsWith('server/'),
    () => true,
  ]
  return wanted.map((fits) => files.find(fits)).find((file) => file !== undefined)
}
