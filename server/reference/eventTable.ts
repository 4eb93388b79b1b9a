import { bestTest } from './mentions.ts'
import type { Entry, Reference } from './reference.ts'

/** Every event with its test, as a table of Markdown. */
export function eventTable({ slices }: Reference): string {
  const rows = slices.flatMap(({ name, title, entries }) =>
    entries.length === 0 ? [] : [`| **${title}** | | | | |`, ...entries.map((each) => row(each, name))],
  )
  return ['| event | | ack | what | test |', '|---|---|---|---|---|', ...rows].join('\n')
}

function row(entry: Entry, slice: string): string {
  const { name, kind, ack, says, tests, cases } = entry
  const folders = [...new Set(cases.map((each) => each.slice))]
  const folder = folders.includes(slice) ? slice : folders[0]
  const file = bestTest(tests, slice)
  const links = [folder && `[cases](fixtures/${folder})`, file && `[${short(file)}](../${file})`]
  const cells = [`\`${name}\``, kind === 'command' ? '→' : '←', ack ?? '', says.replaceAll('|', '\\|')]
  return `| ${[...cells, links.filter(Boolean).join(', ')].join(' | ')} |`
}

const short = (file: string) =>
  file.replace(/^server\//u, '').replace(/\.(?:live\.)?(?:test|spec)\.tsx?$/u, '')
