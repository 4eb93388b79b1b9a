import type { Found } from '../../shared/reference/found.ts'
import { keyName } from './knowledge.ts'
import type { Links } from './links.ts'
import type { Entry, Reference } from './reference.ts'
import { rowsOf } from './rows.ts'

/** What the search of the pages looks through. */
export function searchIndex({ slices, known }: Reference, links: Links): Found[] {
  return slices.flatMap(({ title, name, sources, entries }) => {
    const documents = sources.map(({ title: document }) => document.split(',')[0])
    return entries.map((entry) => ({
      n: entry.name,
      h: links.entry(entry),
      s: entry.says.replaceAll('`', ''),
      ...(entry.kind === 'event' ? { e: 1 as const } : {}),
      k: [...keysOf(entry, known), ...documents, title, name].join(' '),
    }))
  })
}

// With the keys of the shapes that stand in it.
function keysOf({ keys, type, reply }: Entry, { shapes, names }: Reference['known']): string[] {
  const rows = [...keys, ...(reply?.keys ?? [])]
  const types = [...type, ...(reply?.type ?? []), ...rows.flatMap((row) => row.type)]
  const named = new Set(types.flatMap((part) => (typeof part === 'string' ? [] : [part.shape])))
  const inner = shapes
    .filter(({ name }) => named.has(name) && name !== 'ProtocolError')
    .flatMap(({ schema }) => rowsOf(schema, 'out', names))
  return [...new Set([...rows, ...inner].map(({ path }) => keyName(path)))]
}
