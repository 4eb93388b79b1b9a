import { type Command, type EventSchema, Reason } from '#protocol/define.ts'
import { slices } from '#protocol/index.ts'
import { type Case, readCases } from './cases.ts'
import { describeKeys, type KeyRow } from './describeKeys.ts'
import { type Knowledge, readKnowledge, type Source } from './knowledge.ts'
import { type Mention, readMentions } from './mentions.ts'
import { type Refusal, refusalsOf } from './probe.ts'
import { type TypePart, typeOf } from './rows.ts'
import { type EntryText, type Original, readTexts, type Texts } from './texts.ts'

type AnyCommand = Command<never, never>
type AnyEvent = EventSchema<never>

/** One command (browser to gateway) or one event (gateway to browser), with all that is known of it. */
export interface Entry {
  name: string
  slice: string
  kind: 'command' | 'event'
  says: string
  /** More than one sentence of it: the comment above the schema. */
  more: string | undefined
  ack: 'required' | 'optional' | 'none' | undefined
  keysFirst: boolean
  type: TypePart[]
  keys: KeyRow[]
  reply: { says: string | undefined; type: TypePart[]; keys: KeyRow[] } | undefined
  hasResultSet: boolean
  original: Original | undefined
  refusals: Refusal[]
  text: EntryText
  /** The best first. */
  cases: Case[]
  tests: Mention[]
}

export interface Slice {
  name: string
  title: string
  about: string
  sources: Source[]
  entries: Entry[]
}

export interface Reference {
  slices: Slice[]
  known: Knowledge
  texts: Texts
  reasons: readonly string[]
}

/** Reads schemas, comments, sentences, fixtures and tests, and puts together what each says of every event. */
export async function readReference(root = '.'): Promise<Reference> {
  const texts = readTexts(root)
  const known = await readKnowledge(texts.glossary, root)
  const cases = readCases(root)
  const mentions = readMentions(root)
  const all = Object.entries(slices as Record<string, { commands?: object; events?: object }>)
  return {
    texts,
    known,
    reasons: Reason.options,
    slices: all.map(([name, { commands = {}, events = {} }]) => ({
      name,
      title: texts.slices[name]?.title ?? name,
      about: texts.slices[name]?.about ?? '',
      sources: known.sources.get(name) ?? [],
      entries: [
        ...Object.entries(commands).map(([each, command]) =>
          commandEntry(name, each, command as AnyCommand, { texts, known, cases, mentions }),
        ),
        ...Object.entries(events).map(([each, event]) =>
          eventEntry(name, each, event as AnyEvent, { texts, known, cases, mentions }),
        ),
      ],
    })),
  }
}

interface Ground {
  texts: Texts
  known: Knowledge
  cases: readonly Case[]
  mentions: ReadonlyMap<string, Mention[]>
}

function commandEntry(slice: string, name: string, command: AnyCommand, ground: Ground): Entry {
  const text = ground.texts.slices[slice]?.commands?.[name] ?? {}
  const cases = sorted(
    ground.cases.filter((each) => each.command?.[0] === name),
    text.example,
  )
  const original = ground.texts.original.commands[name]
  const examples = cases.map((each) => each.command?.[1] ?? {})
  const owner = `>${name}`
  const keys = describeKeys(
    command.data,
    'in',
    { slice, owner, written: text.keys, examples, original },
    ground,
  )
  const replyKeys = describeKeys(command.reply, 'out', { slice, owner, written: text.replyKeys }, ground)
  return {
    ...headOf(slice, owner, text, ground),
    name,
    slice,
    kind: 'command',
    ack: command.ack,
    keysFirst: command.keysFirst,
    type: typeOf(command.data, 'in', ground.known.names),
    keys,
    reply: { says: text.reply, type: typeOf(command.reply, 'out', ground.known.names), keys: replyKeys },
    hasResultSet: cases.some(({ ack }) => (ack?.length ?? 0) > 2) || keys.some(({ path }) => path === 'rsm'),
    original,
    refusals: refusalsOf(command.data, examples[0] ?? {}),
    text,
    cases,
    tests: testsOf(name, ground),
  }
}

function eventEntry(slice: string, name: string, event: AnyEvent, ground: Ground): Entry {
  const text = ground.texts.slices[slice]?.events?.[name] ?? {}
  const owner = `<${name}`
  const original = ground.texts.original.events[name]
  const cases = sorted(
    ground.cases.filter(({ events }) => events.some(([told]) => told === name)),
    text.example,
    name,
  )
  return {
    ...headOf(slice, owner, text, ground),
    name,
    slice,
    kind: 'event',
    ack: undefined,
    keysFirst: false,
    type: typeOf(event.data, 'out', ground.known.names),
    keys: describeKeys(event.data, 'out', { slice, owner, written: text.keys, original }, ground),
    reply: undefined,
    hasResultSet: false,
    original,
    refusals: [],
    text,
    cases,
    tests: testsOf(name, ground),
  }
}

function headOf(slice: string, owner: string, text: EntryText, { known }: Ground) {
  const comment = known.docstrings.get(slice)?.owners.get(owner)
  const [first = '', ...rest] = comment?.split(/(?<=[.!?])\s+(?=[A-Z`])/u) ?? []
  if (text.says !== undefined) return { says: text.says, more: comment }
  return { says: first, more: rest.length > 0 ? rest.join(' ') : undefined }
}

const testsOf = (name: string, { mentions }: Ground) => mentions.get(name) ?? []

/** What succeeds comes first, and what shows this event alone; then by the length of the name. */
function sorted(cases: readonly Case[], wanted: string | undefined, event?: string): Case[] {
  const weight = (each: Case) =>
    (`${each.slice}/${each.name}` === wanted || each.name === wanted ? -1000 : 0) +
    (each.ack !== undefined && each.ack[0] !== null ? 100 : 0) +
    (event !== undefined && each.events[0]?.[0] !== event ? 50 : 0) +
    (event !== undefined && each.command !== undefined ? 40 : 0) +
    each.events.length +
    each.name.split('-').length
  return [...cases].sort((a, b) => weight(a) - weight(b))
}
