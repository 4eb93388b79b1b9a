import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const OPEN = /(<!-- xeps:[^\n]*-->\n)[\s\S]*?(<!-- \/xeps -->)/u

function rows(): string[] {
  const found = new Map<string, { title: string; source: string; version: string; files: string[] }>()
  for (const file of readdirSync('shared/protocol').filter((name) => name.endsWith('.ts'))) {
    const [title, source, version] = readFileSync(`shared/protocol/${file}`, 'utf8').split('\n')
    if (!title?.startsWith('// ') || !source?.startsWith('// Source: ')) continue
    // A file may rest on two documents: "XEP-0045: …; XEP-0249: …", with one version each.
    for (const part of title.slice(3).split('; ')) {
      const key = part.split(', §')[0] ?? part
      const number = /^XEP-(\d{4})/u.exec(key)?.[1]
      const versions = (version ?? '').replace('// Version: ', '')
      const row = found.get(key) ?? {
        title: key,
        source: number ? `https://xmpp.org/extensions/xep-${number}.html` : source.slice(11),
        version: new RegExp(`XEP-${number} ([^,]+)`, 'u').exec(versions)?.[1] ?? versions,
        files: [],
      }
      row.files.push(file.replace('.ts', ''))
      found.set(key, row)
    }
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
