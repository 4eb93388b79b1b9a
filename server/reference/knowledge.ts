import { readdirSync, readFileSync } from 'node:fs'
import { type Docstrings, docstringsOf } from './docstrings.ts'
import { rowsOf } from './rows.ts'
import { defOf, type Schema, unwrapped } from './schemaDef.ts'
import type { Glossary } from './texts.ts'

/** A document that a slice rests on, as the head of its file names it. */
export interface Source {
  title: string
  url: string
  version: string
}

/** A schema of a name of its own: what several events share. */
export interface NamedShape {
  name: string
  file: string
  schema: Schema
}

/** All that the files of the protocol say beside their types. */
export interface Knowledge {
  names: Map<Schema, string>
  shapes: NamedShape[]
  sources: Map<string, Source[]>
  docstrings: Map<string, Docstrings>
  /** Sentences of keys, by the very schema that stands under the key, and its name: shared keys are told once. */
  keyTexts: Map<Schema, Map<string, string>>
}

const FOLDER = 'shared/protocol'
const MODULES = '../../shared/protocol'
/** Not what they are called, but what they are: written out where they stand. */
const UNNAMED = new Set(['Done', 'FormValue', 'SignIn', 'SignInReply', 'SessionInfo'])

export async function readKnowledge(glossary: Glossary, root = '.'): Promise<Knowledge> {
  const known: Knowledge = {
    names: new Map(),
    shapes: [],
    sources: new Map(),
    docstrings: new Map(),
    keyTexts: new Map(),
  }
  const files = readdirSync(`${root}/${FOLDER}`).filter((name) => /^\w+\.ts$/u.test(name))
  for (const name of files.sort()) {
    const file = name.replace('.ts', '')
    const source = readFileSync(`${root}/${FOLDER}/${name}`, 'utf8')
    known.docstrings.set(file, docstringsOf(source))
    known.sources.set(file, sourcesOf(source))
    const module = (await import(/* @vite-ignore */ `${MODULES}/${name}`)) as Record<string, unknown>
    for (const [each, value] of Object.entries(module)) learn(known, glossary, file, each, value)
  }
  return known
}

function learn(known: Knowledge, glossary: Glossary, file: string, name: string, value: unknown): void {
  if (/^(?:incoming|outgoing)$/u.test(name) && file !== 'message')
    learnKeys(known, glossary, file, name, Object.entries(value as Record<string, Schema>))
  if (!isSchema(value) || UNNAMED.has(name)) return
  const schema = unwrapped(value, 'out')
  if (known.names.has(schema) || isShortEnum(schema)) return
  known.names.set(schema, name)
  known.shapes.push({ name, file, schema })
  const rows = rowsOf(schema, 'out', known.names)
  const keys = rows.map((row): [string, Schema] => [row.path, row.schema])
  learnKeys(known, glossary, file, name, keys)
}

// Its values say enough wherever it stands.
const isShortEnum = (schema: Schema) => {
  const { entries } = defOf(schema)
  return entries !== undefined && Object.keys(entries).length <= 8
}

function learnKeys(
  known: Knowledge,
  glossary: Glossary,
  file: string,
  owner: string,
  keys: readonly (readonly [path: string, schema: Schema])[],
): void {
  const docs = known.docstrings.get(file)
  const isPayload = owner === 'incoming' || owner === 'outgoing'
  const written = glossary.shapes[isPayload ? `${file}.${owner}` : owner]?.keys
  // What is said of a payload as a whole is said of each key of it.
  const whole = isPayload ? docs?.owners.get(owner) : undefined
  for (const [path, schema] of keys) {
    const name = keyName(path)
    const said = written?.[path] ?? docs?.keys.get(`${owner}.${name}`) ?? whole
    if (said === undefined) continue
    const texts = known.keyTexts.get(schema) ?? new Map<string, string>()
    if (!texts.has(name)) texts.set(name, said)
    known.keyTexts.set(schema, texts)
  }
}

/** The key itself, without the objects and lists that it stands in. */
export const keyName = (path: string): string => path.split('.').at(-1)?.replace(/\[\]$/u, '') ?? ''

export const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && '_zod' in value

/** The three lines at the head of a protocol file. It may rest on two documents: "XEP-0045: …; XEP-0249: …". */
export function sourcesOf(text: string): Source[] {
  const [title, source, version] = text.split('\n')
  if (!title?.startsWith('// ') || !source?.startsWith('// Source: ')) return []
  const versions = (version ?? '').replace('// Version: ', '')
  return title
    .slice(3)
    .split('; ')
    .map((part) => {
      const number = /^XEP-(\d{4})/u.exec(part)?.[1]
      return {
        title: part,
        url: number ? `https://xmpp.org/extensions/xep-${number}.html` : source.slice('// Source: '.length),
        version: new RegExp(`XEP-${number} ([^,]+)`, 'u').exec(versions)?.[1] ?? versions,
      }
    })
}
