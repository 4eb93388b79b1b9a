import type { Entry, EntryDraft } from '#protocol/pubsubEntry.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { textIn } from './markup.ts'

const NS = 'http://jabber.org/protocol/tune'
const TEXTS = ['artist', 'source', 'title', 'track', 'uri'] as const
const NUMBERS = ['length', 'rating'] as const
const ALL = ['artist', 'length', 'rating', 'source', 'title', 'track', 'uri'] as const

export function parseTune(item: Element): Entry['tune'] {
  const element = item.getChild('tune', NS)
  if (!element) return undefined
  const tune: NonNullable<Entry['tune']> = {}
  for (const name of TEXTS) {
    const text = textIn(element, name, NS)
    if (text !== undefined) tune[name] = text
  }
  for (const name of NUMBERS) {
    const number = Number.parseInt(textIn(element, name, NS) ?? '', 10)
    if (Number.isFinite(number)) tune[name] = number
  }
  return tune
}

export function buildTune(tune: NonNullable<EntryDraft['tune']>): Element {
  return xml('tune', { xmlns: NS }, ...ALL.flatMap((name) => (tune[name] ? xml(name, {}, tune[name]) : [])))
}
