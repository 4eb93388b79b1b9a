// RFC 4287: The Atom Syndication Format
// Source: https://www.rfc-editor.org/rfc/rfc4287
// Version: December 2005

import * as z from 'zod/mini'
import { checkText } from './define.ts'

/** The most that one text of an item may weigh, in bytes of UTF-8. */
export const MAX_ENTRY_BYTES = 64 * 1024

/** Anything falsy is absent, as XMPP-FTW has it. */
export function maybe<T extends z.core.$ZodType>(schema: T) {
  return z.optional(
    z.pipe(
      z.transform((value: z.input<T> | null | false | '' | 0): unknown => value || undefined),
      z.optional(schema),
    ),
  )
}

const carriable = z
  .string()
  .check(z.superRefine((text, context) => checkText(text, 'content', MAX_ENTRY_BYTES, context)))

/** Text on its way out; a number or `true` is written as it reads. */
export const line = z.optional(
  z.pipe(
    z.transform((value: string | number | boolean | null) =>
      value && (typeof value === 'number' || value === true) ? String(value) : value || undefined,
    ),
    z.optional(carriable),
  ),
)

const given = z.optional(z.string())

const PersonDraft = z.object({ name: line, email: line, uri: line })
const LinkDraft = z.object({
  title: line,
  rel: line,
  href: line,
  type: line,
  hreflang: line,
  length: line,
})
const ContentDraft = z.object({ content: line, type: line, lang: line, base: line })

/** An Atom entry to publish. `id` and `updated` are made up where they are missing: an entry must have them (§4.1.2). */
export const AtomDraft = z.object({
  id: line,
  title: line,
  updated: line,
  published: line,
  summary: line,
  content: maybe(
    z.pipe(
      z.transform((value: string | number | z.input<typeof ContentDraft>) =>
        typeof value === 'object' ? value : { content: value },
      ),
      ContentDraft,
    ),
  ),
  author: maybe(
    z.pipe(
      z.transform((value: z.input<typeof PersonDraft> | z.input<typeof PersonDraft>[]) =>
        Array.isArray(value) ? value : [value],
      ),
      z.array(PersonDraft),
    ),
  ),
  contributors: maybe(z.array(PersonDraft)),
  links: maybe(z.array(LinkDraft)),
  categories: maybe(z.array(line)),
})
export type AtomDraft = z.output<typeof AtomDraft>

export const Person = z.object({ name: given, email: given, uri: given, id: given })
export type Person = z.infer<typeof Person>

export const Link = z.object({
  title: given,
  rel: given,
  href: given,
  type: given,
  hreflang: given,
  length: given,
})
export type Link = z.infer<typeof Link>

/** An Atom entry as it arrives. `content.content` is text, or markup where the entry has some. */
export const Atom = z.object({
  id: given,
  title: given,
  updated: given,
  published: given,
  summary: given,
  content: z.optional(z.object({ content: z.string(), type: given, lang: given, base: given })),
  author: z.optional(Person),
  contributors: z.optional(z.array(Person)),
  links: z.optional(z.array(Link)),
  categories: z.optional(z.array(z.string())),
})
export type Atom = z.infer<typeof Atom>
