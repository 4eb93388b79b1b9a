import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const OPEN = /(<!-- xeps:[^\n]*-->\n)[\s\S]*?(<!-- \/xeps -->)/u

function rows(): string[] {
  const found = new Map<string, { title: string; source: string; version: string; files: string[] }>()
  for (const file of readdirSync('shared/protocol').filter((name) => name.endsWith('.ts'))) {
    const [title, source, version] = readFileSync(`shared/protocol/${file}`, 'utf8').split('\n')
    if (!title?.startsWith('// ') || !source?.startsWith('// Source: ')) continue
    const key = title.slice(3).split(/, §|; /u)[0] ?? title
    const row = found.get(key) ?? {
      title: key,
      source: source.slice(11),
      version: (version ?? '').replace('// Version: ', ''),
      files: [],
    }
    row.files.push(file.replace('.ts', ''))
    found.set(key, row)
  }
  return [...found.values()]
    .sort((a, b) => a.title.localeCompare(b.title, 'en'))
    .map(
      (row) =>
        `| [${row.title}](${row.source}) | ${row.version} | ${row.files.map((f) => `\`${f}\``).join(', ')} |`,
    )
}

test('the table of XEPs in the README is the one that the protocol files declare', () => {
  const readme = readFileSync('README.md', 'utf8')
  const wanted = readme.replace(
    OPEN,
    (_, open, close) =>
      `${open}\n| document | version read | slices |\n|---|---|---|\n${rows().join('\n')}\n\n${close}`,
  )
  if (process.env.UPDATE) writeFileSync('README.md', wanted)
  else expect(readme).toBe(wanted)
})
