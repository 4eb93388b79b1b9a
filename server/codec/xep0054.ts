import { type Card, MAX_CARD_ENTRIES, MAX_CARD_TEXT_BYTES } from '#protocol/vcard.ts'
import { Element, xml } from '../xmpp/xml.ts'
import { pictureOf } from './pictureOf.ts'

export const NS_VCARD = 'vcard-temp'

type Text = string | false
type Value = string | boolean | null | undefined
type Group = Record<string, Value>

/** What an element of a card may hold, each in the order of the DTD. */
interface Parts {
  flags: readonly string[]
  texts: readonly string[]
}
const parts = (flags: string, texts: string): Parts => ({
  flags: flags.split(' ').filter(Boolean),
  texts: texts.split(' '),
})
const GROUPS = {
  n: parts('', 'family given middle prefix suffix'),
  org: parts('', 'orgname orgunit'),
} as const
const LISTS = {
  adr: parts('home work postal parcel dom intl pref', 'pobox extadd street locality region pcode ctry'),
  tel: parts('home work voice fax pager msg cell video bbs modem isdn pcs pref', 'number'),
  email: parts('home work internet pref x400', 'userid'),
} as const
/** Every key, in the order in which a card is written. */
const KEYS = 'fn n nickname photo bday adr tel email jabberid title role org url desc'.split(' ')

type GroupName = keyof typeof GROUPS
type ListName = keyof typeof LISTS
const isGroup = (key: string): key is GroupName => Object.hasOwn(GROUPS, key)
const isList = (key: string): key is ListName => Object.hasOwn(LISTS, key)

/** §3.1: the card in an answer; a photo that we do not show, or that is elsewhere on the web, is left out. */
export function parseCard(vcard: Element | undefined): Card {
  const card: Record<string, unknown> = {}
  for (const key of KEYS) {
    const found = vcard?.getChildren(nameIn(vcard, key), NS_VCARD) ?? []
    const [first] = found
    if (first === undefined) continue
    const entries = found.slice(0, MAX_CARD_ENTRIES)
    if (isGroup(key)) card[key] = parseGroup(first, GROUPS[key])
    else if (isList(key)) card[key] = entries.map((each) => parseGroup(each, LISTS[key]))
    else if (key === 'jabberid') card[key] = entries.map(textOf)
    else if (key !== 'photo') card[key] = textOf(first)
    else {
      const picture = pictureOf(first.getChildText('BINVAL', NS_VCARD) ?? '')
      if (picture) card[key] = { type: picture.type, binval: picture.content }
    }
  }
  return card
}

/** COMPAT: what was set as DESC, Prosody 0.12 (mod_vcard_legacy) gives back as NOTE. */
function nameIn(vcard: Element | undefined, key: string): string {
  const name = key.toUpperCase()
  return name === 'DESC' && !vcard?.getChild(name, NS_VCARD) ? 'NOTE' : name
}

function parseGroup(element: Element, { flags, texts }: Parts): Record<string, Text> {
  const group: Record<string, Text> = {}
  for (const key of flags) if (element.getChild(key.toUpperCase(), NS_VCARD)) group[key] = false
  for (const key of texts) {
    const child = element.getChild(key.toUpperCase(), NS_VCARD)
    if (child) group[key] = textOf(child)
  }
  return group
}

function textOf(element: Element): Text {
  const text = element.getText().trim()
  if (text.length * 3 <= MAX_CARD_TEXT_BYTES) return text || false
  // A character that was cut in two is left out.
  return Buffer.from(text)
    .subarray(0, MAX_CARD_TEXT_BYTES)
    .toString()
    .replace(/\ufffd+$/u, '')
}

/** §3.2: the whole card. Of the one before it stays what we have no key for, and a photo that was not spoken of. */
export function buildCard(card: Card, before?: Element): Element {
  const { xmlns: _xmlns, ...attrs } = before?.attrs ?? {}
  const written = KEYS.flatMap((key) => buildPart(key, card[key as keyof Card]))
  const kept = (before?.children ?? []).filter(
    (child): child is Element =>
      child instanceof Element && isKept(child, card) && !child.is(nameIn(before, 'desc'), NS_VCARD),
  )
  return xml('vCard', { xmlns: NS_VCARD, ...attrs }, ...written, ...kept)
}

function isKept(child: Element, { photo }: Card): boolean {
  if (child.getNS() !== NS_VCARD) return true
  const key = child.getName().toLowerCase()
  return key === 'photo' ? photo === undefined || photo === null : !KEYS.includes(key)
}

function buildPart(key: string, value: unknown): Element[] {
  if (value === undefined || value === null) return []
  const name = key.toUpperCase()
  if (key === 'photo') return value ? [buildPhoto(value as { type?: Value; binval: string })] : []
  if (isGroup(key)) return [xml(name, {}, ...buildGroup(value as Group, GROUPS[key]))]
  if (isList(key)) return (value as Group[]).map((each) => xml(name, {}, ...buildGroup(each, LISTS[key])))
  return (Array.isArray(value) ? value : [value]).flatMap((each) => buildText(name, each))
}

function buildGroup(group: Group, { flags, texts }: Parts): Element[] {
  const isThere = (key: string) => group[key] !== undefined && group[key] !== null
  return [
    ...flags.filter(isThere).map((key) => xml(key.toUpperCase())),
    ...texts.flatMap((key) => buildText(key.toUpperCase(), group[key])),
  ]
}

function buildText(name: string, value: Value): Element[] {
  return value === undefined || value === null ? [] : [xml(name, {}, value ? String(value) : null)]
}

function buildPhoto({ type, binval }: { type?: Value; binval: string }): Element {
  const known = type || pictureOf(binval)?.type
  return xml('PHOTO', {}, known ? xml('TYPE', {}, String(known)) : null, xml('BINVAL', {}, binval))
}
