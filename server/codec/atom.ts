import type { Atom, AtomDraft, Link, Person } from '#protocol/pubsubAtom.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { markupIn, textIn } from './markup.ts'
import { withAttrs } from './xep0060-request.ts'
import { parseMarkup } from './xep0071.ts'

export const NS_ATOM = 'http://www.w3.org/2005/Atom'

const TEXTS = ['id', 'title', 'updated', 'published', 'summary'] as const
const LINK = ['title', 'rel', 'href', 'type', 'hreflang', 'length'] as const
const PERSON = ['name', 'email', 'uri', 'id'] as const

/** An Atom entry (RFC 4287 §4.1.2) as far as XMPP-FTW's JSON reaches. */
export function parseAtom(entry: Element): Atom {
  const atom: Atom = {}
  for (const name of TEXTS) {
    const text = textIn(entry, name, NS_ATOM)
    if (text !== undefined) atom[name] = text
  }
  const content = entry.getChild('content', NS_ATOM)
  if (content) atom.content = parseContent(content)
  const author = entry.getChild('author', NS_ATOM)
  if (author) atom.author = parsePerson(author)
  const contributors = entry.getChildren('contributor', NS_ATOM).map(parsePerson)
  if (contributors.length > 0) atom.contributors = contributors
  const links = entry.getChildren('link', NS_ATOM).map(parseLink)
  if (links.length > 0) atom.links = links
  const categories = entry.getChildren('category', NS_ATOM).flatMap(({ attrs }) => attrs.term || [])
  if (categories.length > 0) atom.categories = categories
  return atom
}

function parseContent(element: Element): NonNullable<Atom['content']> {
  const { type, 'xml:lang': lang, 'xml:base': base } = element.attrs
  return {
    content: markupIn(element),
    ...(type ? { type } : {}),
    ...(lang ? { lang } : {}),
    ...(base ? { base } : {}),
  }
}

function parsePerson(element: Element): Person {
  const person: Person = {}
  for (const name of PERSON) {
    const text = textIn(element, name, NS_ATOM)
    if (text !== undefined) person[name] = text
  }
  return person
}

function parseLink({ attrs }: Element): Link {
  const link: Link = {}
  for (const name of LINK) if (attrs[name]) link[name] = attrs[name]
  return link
}

/** The entry; undefined where its XHTML is not one well-formed element. `made` stands in for what it must have. */
export function buildAtom(atom: AtomDraft, made: { id: string; updated: string }): Element | undefined {
  const content = atom.content ? buildContent(atom.content) : null
  if (content === undefined) return undefined
  const text = (name: (typeof TEXTS)[number], value = atom[name]) => (value ? xml(name, {}, value) : null)
  return xml(
    'entry',
    { xmlns: NS_ATOM },
    content,
    text('id', atom.id ?? made.id),
    text('title'),
    text('updated', atom.updated ?? made.updated),
    text('summary'),
    text('published'),
    ...(atom.author ?? []).map((person) => buildPerson('author', person)),
    ...(atom.contributors ?? []).map((person) => buildPerson('contributor', person)),
    ...(atom.categories ?? []).flatMap((term) => (term ? xml('category', { term }) : [])),
    ...(atom.links ?? []).map((link) => withAttrs('link', link)),
  )
}

function buildContent({
  content = '',
  type,
  lang,
  base,
}: NonNullable<AtomDraft['content']>): Element | undefined {
  const element = withAttrs('content', { type, 'xml:lang': lang, 'xml:base': base })
  if (type !== 'xhtml') {
    element.append(content)
    return element
  }
  const markup = parseMarkup(content)
  if (markup === undefined) return undefined
  element.append(markup)
  return element
}

type PersonDraft = NonNullable<AtomDraft['author']>[number]

function buildPerson(role: string, person: PersonDraft): Element {
  const facts = (['name', 'email', 'uri'] as const).map((name) =>
    person[name] ? xml(name, {}, person[name]) : null,
  )
  return xml(role, {}, ...facts)
}
