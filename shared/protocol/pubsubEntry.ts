// XEP-0335: JSON Containers
// Source: https://xmpp.org/extensions/xep-0335.html
// Version: 0.1.1 (2018-09-26)

import * as z from 'zod/mini'
import { Atom, AtomDraft, line, MAX_ENTRY_BYTES, maybe } from './pubsubAtom.ts'
import { Iodef, IodefDraft } from './pubsubIodef.ts'
import { utf8Length } from './text.ts'

const UNPARSABLE = 'Could not parse content to stanza'

/** A value as JSON in characters that XML carries; undefined where it cannot be written so, or would weigh too much. */
function jsonOf(value: unknown): string | undefined {
  try {
    const text: unknown = JSON.stringify(value)
    if (typeof text !== 'string' || utf8Length(text) > MAX_ENTRY_BYTES) return undefined
    return text.replace(/[\ufffe\uffff]/gu, (char) => `\\u${char.charCodeAt(0).toString(16)}`)
  } catch {
    return undefined
  }
}

const Json = z.optional(
  z.pipe(
    z.transform((value: unknown, context) => {
      const text = jsonOf(value)
      if (text === undefined) context.issues.push({ code: 'custom', message: UNPARSABLE, input: value })
      return text ?? ''
    }),
    z.string(),
  ),
)

const TuneDraft = z.object({
  artist: line,
  length: line,
  rating: line,
  source: line,
  title: line,
  track: line,
  uri: line,
})

const Kind = maybe(z.object({ 'object-type': line }))
const ActivityDraft = z.object({
  verb: line,
  target: maybe(z.object({ id: line, 'object-type': line })),
  object: Kind,
  author: Kind,
})

/** What is to be published, a key for each kind; those that belong into an Atom entry stand in the same one. */
const EntryDraft = z.object({
  body: line,
  /** Any value; read as JSON text. */
  json: Json,
  /** XEP-0118; `true` or an empty one: nothing is played any more. */
  tune: maybe(
    z.pipe(
      z.transform((value: true | z.input<typeof TuneDraft>) => (value === true ? {} : value)),
      TuneDraft,
    ),
  ),
  atom: maybe(AtomDraft),
  /** Ids of pictures and the like that were stored elsewhere; makes an Atom entry where there is none. */
  media: maybe(z.array(line)),
  'in-reply-to': maybe(z.object({ ref: line, type: line, href: line })),
  activity: maybe(ActivityDraft),
  review: maybe(z.object({ rating: line })),
  'IODEF-Document': maybe(IodefDraft),
})
export type EntryDraft = z.output<typeof EntryDraft>

/** Text for a `<body/>`, or an object of the kinds above; one that has none of them is refused. */
export const Content = z.pipe(
  z.transform((given: string | number | true | z.input<typeof EntryDraft>, context): Content => {
    const refuse = (message: string, params?: Record<string, unknown>) => {
      context.issues.push({ code: 'custom', message, input: given, ...(params ? { params } : {}) })
      return { draft: {}, given }
    }
    if (!given) return refuse('Missing message content')
    const read = EntryDraft.safeParse(typeof given === 'object' ? given : { body: given })
    if (!read.success) {
      const told = read.error.issues.find((issue) => issue.code === 'custom')
      return told ? refuse(told.message, told.params) : refuse(UNPARSABLE)
    }
    const { body, json, tune, atom, media, 'IODEF-Document': report } = read.data
    const isKnown = [body, json, tune, atom, media, report].some((part) => part !== undefined)
    return isKnown ? { draft: read.data, given } : refuse(UNPARSABLE)
  }),
  z.custom<Content>(),
)
/** What is to be published, and what the browser gave. */
export interface Content {
  draft: EntryDraft
  given: unknown
}

const given = z.optional(z.string())
const KindOfThing = z.optional(z.object({ 'object-type': given }))

/** An item's payload as it arrives; empty where nothing in it was recognised. */
export const Entry = z.object({
  /** Markup where the `<body/>` holds some. Only where nothing else was recognised. */
  body: given,
  json: z.optional(z.unknown()),
  tune: z.optional(
    z.object({
      artist: given,
      length: z.optional(z.number()),
      rating: z.optional(z.number()),
      source: given,
      title: given,
      track: given,
      uri: given,
    }),
  ),
  atom: z.optional(Atom),
  media: z.optional(z.array(z.string())),
  'in-reply-to': z.optional(z.object({ ref: given, type: given, href: given })),
  activity: z.optional(
    z.object({
      verb: given,
      target: z.optional(z.object({ id: given, 'object-type': given })),
      object: KindOfThing,
      author: KindOfThing,
    }),
  ),
  review: z.optional(z.object({ rating: z.number() })),
  'IODEF-Document': z.optional(Iodef),
})
export type Entry = z.infer<typeof Entry>
