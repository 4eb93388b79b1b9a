import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { eventTable } from './eventTable.ts'
import { readReference } from './reference.ts'

const FILE = 'shared/README.md'
const OPEN = /(<!-- events:[^\n]*-->\n)[\s\S]*?(<!-- \/events -->)/u

test('the table of events in shared/README.md is the one that schemas, sentences and tests make', async () => {
  const readme = readFileSync(FILE, 'utf8')
  const table = eventTable(await readReference())
  const wanted = readme.replace(OPEN, (_, open, close) => `${open}\n${table}\n\n${close}`)
  if (process.env.UPDATE) writeFileSync(FILE, wanted)
  else expect(readme).toBe(wanted)
})
