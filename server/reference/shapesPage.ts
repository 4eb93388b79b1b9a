import { describeKeys } from './describeKeys.ts'
import { type Content, type Html, html } from './html.ts'
import { keyTable, typeView } from './keyTable.ts'
import type { Links } from './links.ts'
import type { Reference } from './reference.ts'
import { typeOf } from './rows.ts'

/** What several events share, each with its keys. */
export function shapesPage(reference: Reference, links: Links): Html {
  const used = usedShapes(reference)
  return html`<h1>Shapes</h1>
<p>What stands in more than one payload. A shape in a type, as ${links.say('`Jid`')}, leads here.</p>
${reference.known.shapes
  .filter(({ name }) => used.has(name))
  .sort((a, b) => a.name.localeCompare(b.name, 'en'))
  .map(
    ({ name, file, schema }) => html`<section class="entry">
<h2 id="${name}"><a href="#${name}"><code>${name}</code></a></h2>
<p class="tags"><span class="tag">shared/protocol/${file}.ts</span></p>
${saidOf(reference, name, file, links)}
${keysOf(reference, name, file, schema, links)}
</section>`,
  )}`
}

/** Shapes that a payload, an answer, or a shape of these names. */
export function usedShapes({ slices, known }: Reference): Set<string> {
  const used = new Set<string>(['Jid', 'ProtocolError', 'Rsm'])
  const add = (type: readonly (string | { shape: string })[]) => {
    for (const part of type) if (typeof part !== 'string') used.add(part.shape)
  }
  for (const { keys, type, reply } of slices.flatMap(({ entries }) => entries)) {
    add(type)
    if (reply) add(reply.type)
    for (const row of [...keys, ...(reply?.keys ?? [])]) add(row.type)
  }
  // A shape may hold shapes that nothing else names.
  for (let before = -1; before !== used.size; ) {
    before = used.size
    for (const { name, schema, file } of known.shapes)
      if (used.has(name))
        for (const row of describeKeys(schema, 'out', { slice: file, owner: name }, emptyGround(known)))
          add(row.type)
  }
  return used
}

const emptyGround = (known: Reference['known']) => ({
  known,
  texts: {
    slices: {},
    original: { commands: {}, events: {} },
    glossary: { keys: {}, shapes: {}, reasons: {} },
  },
})

function saidOf({ texts, known }: Reference, name: string, file: string, links: Links): Content {
  const said = texts.glossary.shapes[name]?.says ?? known.docstrings.get(file)?.owners.get(name)
  return said && html`<p>${links.say(said)}</p>`
}

function keysOf(
  reference: Reference,
  name: string,
  file: string,
  schema: Parameters<typeof describeKeys>[0],
  links: Links,
): Content {
  const written = reference.texts.glossary.shapes[name]?.keys
  const keys = describeKeys(schema, 'out', { slice: file, owner: name, written }, reference)
  if (keys.length > 0) return keyTable(keys, `Keys of ${name}`, links, true)
  const names = new Map([...reference.known.names].filter(([, each]) => each !== name))
  return html`<p>${typeView(typeOf(schema, 'out', names), links)}</p>`
}
